import AimTensor
import Testing

@Suite struct TerminalCommandTests {
  private let home = TerminalHome()

  @Test func `a pipe shows the value of each expression`() throws {
    let run = try CommandRun([], input: "1 + 1\nlet x = 5\nx * 2; x\n\"text\";\nx\n  |> sqrt\n")
    #expect(run.output.hasPrefix("2\n"))
    #expect(run.output.contains("\n5\n"))
    #expect(!run.output.contains("text"))
    #expect(run.exitCode == 0)
  }

  @Test func `a pipe stops at its first fault`() throws {
    let run = try CommandRun([], input: "1\n2\n1 + nope\n4\n")
    #expect(run.output == "1\n2\n")
    #expect(run.errors.contains("command 3:5"))
    #expect(run.exitCode == 1)
  }

  @Test func `what stands before a text that cannot be read still runs`() throws {
    let run = try CommandRun([], input: "1\nlet = 3\n4\n")
    #expect(run.output == "1\n")
    #expect(run.errors.contains("command 2:"))
    #expect(run.exitCode == 1)
  }

  @Test func `an empty pipe is fine`() throws {
    let run = try CommandRun([], input: "\n")
    #expect(run.output.isEmpty && run.errors.isEmpty && run.exitCode == 0)
  }

  @Test func `code from the command line`() throws {
    let run = try CommandRun(["-e", "let x = 2\nx ^ 10"])
    #expect(run.output == "1024\n")
    #expect(run.exitCode == 0)
    #expect(try CommandRun(["-e", "x"]).exitCode == 1)
    #expect(try CommandRun(["-e", "3;"]).output.isEmpty)
  }

  @Test func `a program shows what it prints`() throws {
    let path = home.write("a.aim", "print(\"one\")\n1 + 1\nfn f(x) = x / 0\nf(3)\n")
    let run = try CommandRun([path])
    #expect(run.output == "one\n")
    #expect(run.errors.contains("a.aim:3:"))
    #expect(run.errors.contains("a.aim:4"))
    #expect(run.exitCode == 1)
  }

  @Test func `a profile comes after what the program prints, on standard error`() throws {
    let path = home.write("p.aim", "let a = ones(50, 50) + 0\nprint(sum(a @ a))\n")
    let run = try CommandRun(["run", "--profile", path])
    #expect(run.output == "125000.0\n")
    #expect(run.errors.contains("matmul") && run.errors.contains("p.aim:2"))
    #expect(run.exitCode == 0)
  }

  @Test func `wrong usage is exit code 2`() throws {
    #expect(try CommandRun(["--nope"]).exitCode == 2)
    #expect(try CommandRun(["run"]).exitCode == 2)
    #expect(try CommandRun(["-e", "1", "a.aim"]).exitCode == 2)
    #expect(try CommandRun(["run", "--wirte", "a.aimnb"]).errors.contains("--write"))
  }

  @Test func `a level or a number of threads that cannot be is told at the start`() throws {
    for (name, word) in [
      ("AIM_LEVEL", "v9"), ("AIM_LEVEL", ""), ("AIM_THREADS", "abc"), ("AIM_THREADS", "0"),
    ] {
      let run = try CommandRun(["-e", "1"], variables: [name: word])
      #expect(run.exitCode == 2)
      #expect(run.output == "")
      #expect(run.errors.hasPrefix("Error: \(name) is '\(word)'"))
    }
  }

  @Test(arguments: KernelLevel.all)
  func `a level that the processor has can be asked for`(_ level: String) throws {
    let run = try CommandRun(["--version"], variables: ["AIM_LEVEL": level])
    #expect(run.output.contains("\nlevel: \(level) ("))
  }

  @Test func `help and version are answers`() throws {
    let version = try CommandRun(["--version"])
    #expect(version.output.hasPrefix("Aim 0.1.0\nlevel: \(KernelLevel.available) ("))
    #expect(version.output.contains("\nkernels: \(KernelLevel.available), "))
    #expect(version.exitCode == 0)
    #expect(try CommandRun(["--help"]).output.contains("explain"))
    #expect(try CommandRun(["help", "run"]).output.contains("--param"))
  }

  @Test func `a missing file is a fault that names its neighbour`() throws {
    _ = home.write("lesson.aimnb", "# %%\n1\n")
    let run = try CommandRun(["run", home.path + "/leson.aimnb"])
    #expect(run.errors.contains("file-missing") == false)
    #expect(run.errors.contains("error[file]: there is no such file"))
    #expect(run.errors.contains("lesson.aimnb`?"))
    #expect(run.exitCode == 1)
  }

  @Test func `bytes that are no text are told, after -e and through a pipe`() throws {
    let aim = "'\(AimProgram.path)'"
    let err = "'\(home.path)/err'"
    #expect(terminalShell("\(aim) -e \"$(printf 'print(\"\\377\")')\" 2> \(err)") == 1)
    #expect(home.read("err").contains("this text is not UTF-8"))
    #expect(terminalShell("printf 'print(\"\\377\")' | \(aim) 2> \(err)") == 1)
    #expect(home.read("err").contains("this text is not UTF-8"))
  }

  @Test func `a notebook that cannot be written stays as it is`() throws {
    _ = terminalShell("ln -s /proc/version '\(home.path)/a.aimnb'")
    let run = try CommandRun(["run", home.path + "/a.aimnb", "--write"])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("error["))
  }

  @Test func `faults as JSON are one line each`() throws {
    let run = try CommandRun(["--diagnostics", "json", "-e", "1 + nope"])
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains(#""line":1,"column":5"#))
    #expect(run.errors.contains(#""kind":"name""#))
  }

  @Test func `colour only where it is wanted`() throws {
    #expect(!(try CommandRun(["-e", "nope"]).errors.contains("\u{1B}")))
  }

  @Test func `a fault in a notebook names cell, line and the file's line`() throws {
    let path = home.write("a.aimnb", "# %% [markdown]\n# Words.\n\n# %%\nlet x = 1\nx / 0\n")
    let run = try CommandRun(["run", path])
    #expect(run.errors.contains("a.aimnb cell 2, line 2 (file line 6), column"))
    #expect(run.exitCode == 1)
  }

  @Test func `a notebook is run, written, and tested`() throws {
    let path = home.write("a.aimnb", "# %%\nlet x = 1\nprint(\"hi\")\nx + 1\n\n# %%\nx * 3\n")
    #expect(try CommandRun(["run", path]).output == "hi\n2\n3\n")
    #expect(try CommandRun(["run", path, "--write"]).exitCode == 0)
    let written = "# %%\nlet x = 1\nprint(\"hi\")\nx + 1\n#> hi\n#> 2\n\n# %%\nx * 3\n#> 3\n"
    #expect(home.read("a.aimnb") == written)
    let test = try CommandRun(["test", home.path])
    #expect(test.output.contains("1 file, 2 cells, 0 tests"))
    #expect(test.exitCode == 0)
    _ = home.write("a.aimnb", written.replacing("#> 3", with: "#> 4"))
    let changed = try CommandRun(["test", path])
    #expect(changed.output.contains("- 4\n  + 3\n"))
    #expect(changed.exitCode == 1)
  }

  @Test func `a notebook that fails is not written`() throws {
    let text = "# %%\n1\n#> old\n\n# %%\n1 / 0\n"
    let path = home.write("a.aimnb", text)
    #expect(try CommandRun(["run", path, "--write"]).exitCode == 1)
    #expect(home.read("a.aimnb") == text)
  }

  @Test func `a parameter changes its cell`() throws {
    let path = home.write("a.aimnb", "# %% [parameters]\nlet n = 2\n\n# %%\nn * 10\n")
    #expect(try CommandRun(["run", path, "--param", "n=7"]).output == "70\n")
    let unknown = try CommandRun(["run", path, "--param", "m=7"])
    #expect(unknown.errors.contains("this notebook has no such parameter"))
    #expect(unknown.exitCode == 1)
  }

  @Test func `test blocks run under aim test alone`() throws {
    let path = home.write(
      "a.aim",
      "fn f(x) = x\ntest \"good\" { assert f(1) == 1 }\ntest \"bad\" { assert f(1) == 2 }\n")
    #expect(try CommandRun([path]).exitCode == 0)
    let run = try CommandRun(["test", path])
    #expect(run.output.contains("2 tests"))
    #expect(run.output.contains("1 test failed"))
    #expect(run.errors.contains("a.aim:3:"))
    #expect(run.exitCode == 1)
  }

  @Test func `faults are explained`() throws {
    let run = try CommandRun(["explain", "file-missing"])
    #expect(run.output.contains("error[file] file-missing"))
    #expect(run.exitCode == 0)
    let unknown = try CommandRun(["explain", "file-mising"])
    #expect(unknown.errors.contains("`file-missing`"))
    #expect(unknown.exitCode == 1)
    let kinds = try CommandRun(["explain"]).output
    #expect(kinds.contains("\narithmetic  ") && kinds.contains(" faults"))
    #expect(try CommandRun(["explain", "file"]).output.contains("file-missing"))
    #expect(try CommandRun(["explain", "arithmatic"]).errors.contains("`arithmetic`"))
  }

  @Test func `a reader that goes away ends the program quietly`() throws {
    let program = "'\(AimProgram.path)' -e 'for i in 0..1000000 { print(i) }' 2> '\(home.path)/err'"
    #expect(terminalShell("\(program) | head -n 1 > '\(home.path)/out'") == 0)
    #expect(home.read("out") == "0\n")
    #expect(home.read("err").isEmpty)
  }

  @Test func `progress is a line per step in a log`() throws {
    let run = try CommandRun([
      "-e", "for i in 0..2 { progress(\"epoch\", i + 1, 2, [\"loss\": 0.5]) }",
    ])
    #expect(run.errors.contains("epoch 1/2"))
    #expect(run.errors.contains("loss 0.500"))
    #expect(!run.errors.contains("\u{1B}"))
  }

  @Test func `code may begin with a minus and hold any bytes`() throws {
    #expect(try CommandRun(["-e", "-5 + 3"]).output == "-2\n")
    #expect(
      terminalShell("'\(AimProgram.path)' -e \"$(printf '\"\\377\"')\" 2> '\(home.path)/err'") == 1)
    #expect(home.read("err").contains("UTF-8"))
  }

  @Test func `what is said twice is wrong usage`() throws {
    #expect(try CommandRun(["-e", "1", "-e", "2"]).exitCode == 2)
    let path = home.write("a.aimnb", "# %% [parameters]\nlet n = 2\n")
    #expect(try CommandRun(["run", path, "--param", "n=1", "--param", "n=2"]).exitCode == 2)
    #expect(try CommandRun([""]).exitCode == 2)
  }

  @Test func `output that cannot be written is a fault`() throws {
    let program = "'\(AimProgram.path)' -e 'print(1)'"
    #expect(terminalShell("\(program) > /dev/full 2> '\(home.path)/err'") == 1)
    #expect(home.read("err").contains("what is printed cannot be written"))
    #expect(terminalShell("\(program) >&- 2> '\(home.path)/err'") == 1)
    #expect(terminalShell("'\(AimProgram.path)' --help > /dev/full 2> '\(home.path)/err'") == 1)
    // Work without end stops when nobody gets its results.
    let endless = "'\(AimProgram.path)' -e 'while true { print(1) }'"
    #expect(terminalShell("\(endless) > /dev/full 2> '\(home.path)/err'") == 1)
    #expect(terminalShell("\(endless) 2> '\(home.path)/err' | head -n 1 > /dev/null") == 0)
    #expect(home.read("err").isEmpty)
  }

  @Test func `a folder without anything to test is a slip`() throws {
    #expect(terminalShell("mkdir '\(home.path)/empty'") == 0)
    let run = try CommandRun(["test", home.path + "/empty"])
    #expect(run.errors.contains("there is nothing to test here"))
    #expect(run.exitCode == 1)
  }

  @Test(arguments: [":vars\n", "?print\n", ";ls\n"])
  func `the prompt's commands are no code`(text: String) throws {
    let run = try CommandRun([], input: text)
    #expect(run.errors.contains("this is for the prompt, not for a program"))
    #expect(run.exitCode == 1)
  }

  @Test func `a kind of faults is listed`() throws {
    let run = try CommandRun(["explain", "shape"])
    #expect(run.output.hasPrefix("shape\n"))
    #expect(!run.output.contains("\nsyntax\n"))
  }

  @Test func `a name that is neither a command nor a file`() throws {
    let run = try CommandRun(["tset"])
    #expect(run.errors.contains("did you mean `aim test`?"))
    #expect(run.exitCode == 1)
  }

  @Test func `a program of a hundred megabytes is refused`() throws {
    let path = home.path + "/large.aim"
    #expect(terminalShell("head -c 100000000 /dev/zero | tr '\\0' '#' > '\(path)'") == 0)
    let run = try CommandRun([path])
    #expect(run.errors.contains("this is too large for a program"))
    #expect(run.exitCode == 1)
  }
}
