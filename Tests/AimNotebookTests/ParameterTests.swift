import AimDiagnostics
import AimNotebook
import Testing

private let notebook = Notebook(
  """
  # %% [parameters]
  let epochs = 20  # how long
  var rate = (1e-3)
  let (a, b) = (1, 2)
  let 层数 = [64,
    32]
  print(epochs)

  # %%
  epochs
  """)

private func applied(_ arguments: [String]) throws -> String {
  let parameters = try arguments.map(NotebookParameter.init(argument:))
  return String(decoding: try notebook.applying(parameters)[1] ?? [], as: UTF8.self)
}

private func fault(_ arguments: [String], in notebook: Notebook = notebook) -> (any Fault)? {
  do {
    let parameters = try arguments.map(NotebookParameter.init(argument:))
    _ = try notebook.applying(parameters)
    return nil
  } catch {
    return (error as? FileFault)?.fault
  }
}

@Suite struct ParameterTests {
  @Test func `a parameter stands in the place of the old value`() throws {
    let code = try applied(["epochs=3", "层数=[8, 4]", "rate=-0.5"])
    #expect(
      code == """
        let epochs = 3  # how long
        var rate = -0.5
        let (a, b) = (1, 2)
        let 层数 = [8, 4]
        print(epochs)


        """)
  }

  @Test(arguments: ["epochs=\"3\"", "epochs=[3]", "rate=true", "层数=3"])
  func `a value of another kind is refused`(argument: String) {
    #expect(fault([argument])?.identity.name == "parameter-kind")
  }

  @Test func `a number may have a fraction, and nil stands anywhere`() throws {
    #expect(try applied(["epochs=2.5"]).hasPrefix("let epochs = 2.5"))
    #expect(try applied(["epochs=nil"]).hasPrefix("let epochs = nil"))
  }

  @Test func `the last of several wins`() throws {
    #expect(try applied(["epochs=3", "epochs=4"]).hasPrefix("let epochs = 4  # how"))
  }

  @Test(arguments: [
    "x=1", "x=-2.5e-3", "x=\"adam\"", "x=[1, [2, \"b\"]]", "x=true", "x=nil", "x=[\"a\": 1]",
    "x=(lr: 0.1)", " x = 1 ", "x=\"a=b\"",
  ])
  func `literals are values`(argument: String) throws {
    #expect(try NotebookParameter(argument: argument).name == "x")
  }

  @Test(arguments: [
    ("epochs=many", "parameter-not-literal"), ("epochs=1 + 1", "parameter-not-literal"),
    ("epochs=", "parameter-not-literal"), ("epochs=1; print(2)", "parameter-not-literal"),
    ("epochs=\"{x}\"", "parameter-not-literal"), ("epochs", "parameter-malformed"),
    ("=1", "parameter-malformed"), ("epohcs=1", "parameter-unknown"),
    ("a=1", "parameter-unknown"),
  ])
  func `anything else is a fault`(argument: String, identity: String) {
    #expect(fault([argument])?.identity.name == identity)
  }

  @Test func `an unknown parameter names the nearest`() {
    #expect(fault(["epohcs=1"])?.facts.contains(Fact("suggestion", .name("epochs"))) == true)
  }

  @Test func `a notebook without parameters says so`() {
    #expect(fault(["x=1"], in: Notebook("# %%\nlet x = 2"))?.identity.name == "no-parameters")
  }
}
