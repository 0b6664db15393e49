import AimTensor
import AimTestSupport
import Testing

/// Same seed, same bits: in a second run, and on any number of threads.
@Suite struct SameBitsTests {
  /// The lesson on digits with the loss of every step in all its figures, and the network's last scores.
  private static var lesson: String {
    let step = "    adam.update(&net, gradient)\n"
    let lesson = RepositoryFolder.text("notebooks/03-digits-cnn.aimnb")
    return lesson.replacing(step, with: step + "    print(\"loss\", float(loss))\n")
      + "\n\n# %%\nfor score in flatten(net(held_out.x)) { print(\"score\", float(score)) }\n"
  }

  @Test func `the lesson on digits gives the same numbers on one thread and on several`() throws {
    let home = TerminalHome()
    let path = home.write(
      "digits.aimnb", Self.lesson.replacing("report.accuracy >= 0.98", with: "true"))
    let outputs = try ["1", "2", "2", "3"].map { threads in
      let run = try CommandRun(
        ["run", path, "--param", "epochs=2"], variables: ["AIM_THREADS": threads], within: 120)
      #expect(run.exitCode == 0, "\(run.errors)")
      return run.output
    }
    let lines = outputs[0].split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("loss ") } == 2 * 23)
    #expect(lines.count { $0.hasPrefix("score ") } == 3590)
    for output in outputs.dropFirst() { #expect(output == outputs[0]) }
  }

  /// Work of each kind that is shared out among threads, with every digit of what it gives.
  private static let work = """
    seed(7)
    fn tell(name, x) {
      let all = flatten(x)
      print(name, float(sum(all)), float(all[0]), float(all[-1]), float(sum(all * all)))
    }
    let (a, b, c) = (randn(300, 700), randn(300, 700), randn(300, 700))
    tell("chain", sum(tanh(a * b + c) * 0.5, axis: -1))
    tell("columns", sum(exp(a) - b, axis: 0))
    tell("whole", reshape(sum(a * b), [1]))
    tell("extremes", max(a + b, axis: 0) - min(a, axis: 0))
    tell("softmax", softmax(a))
    tell("normalized", layer_norm(a, b[0], c[0]))
    tell("moments", variance(a, axis: 1))
    tell("product", a @ b.T)
    tell("wide", cast(a, "f64") @ cast(b.T, "f64"))
    tell("drawn", rand(100001))
    let slope = grad((w) -> mean(relu(a @ w) * sigmoid(b @ w)))(randn(700, 90))
    tell("slope", slope)
    """

  @Test(arguments: KernelLevel.all)
  func `at each level one thread and two give the same numbers`(_ level: String) throws {
    let home = TerminalHome()
    let path = home.write("work.aim", Self.work)
    let outputs = try ["1", "2", "2"].map { threads in
      let run = try CommandRun(
        ["run", path], variables: ["AIM_THREADS": threads, "AIM_LEVEL": level], within: 120)
      #expect(run.exitCode == 0, "\(run.errors)")
      return run.output
    }
    #expect(outputs[0].split(separator: "\n").count == 11)
    for output in outputs.dropFirst() { #expect(output == outputs[0]) }
  }
}
