extension Generator {
  mutating func statement() -> String {
    fuel -= 1
    guard fuel > 0 else { return "print(\(expression(.int)))" }
    switch random.below(22) {
    case 0...4: return binding()
    case 5, 6: return "print(\(expression(Kind.any(&random))))"
    case 7, 8: return assignment()
    case 9: return "if \(expression(.bool)) \(block(1 + random.below(2)))\(alternative())"
    case 10, 11: return forLoop()
    case 12: return whileLoop()
    case 13, 14: return function()
    case 15: return model()
    case 16: return attempt()
    case 17: return gradient()
    case 18: return leaving()
    case 19: return "assert \(expression(.bool)), \"not so: {\(expression(.int))}\""
    case 20: return destructuring()
    default: return expression(Kind.any(&random))
    }
  }

  private mutating func binding() -> String {
    let kind = Kind.any(&random)
    let value = expression(kind)
    let mutable = random.chance(50)
    return "\(mutable ? "var" : "let") \(declare(kind, mutable: mutable)) = \(value)"
  }

  private mutating func assignment() -> String {
    switch random.below(7) {
    case 0:
      guard let name = variable(.list, mutable: true) else { return binding() }
      return "\(name)[\(expression(.int))] = \(expression(.int))"
    case 1:
      guard let name = variable(.list, mutable: true) else { return binding() }
      return "\(name).append(\(expression(.int)))"
    case 2:
      guard let name = variable(.dictionary, mutable: true) else { return binding() }
      return "\(name)[\"\(random.pick(["a", "b", "k"]))\"] = \(expression(.int))"
    case 3:
      guard let name = variable(.record, mutable: true) else { return binding() }
      return "\(name).\(random.pick(["a", "b", "c"])) = \(expression(.int))"
    case 4:
      guard let name = variable(.tensor([2, 2]), mutable: true) else { return binding() }
      return "\(name)\(random.pick(["[0]", "[0, 1]", "[:, 1]", "[-1]", "[..., 0]"])) = 1.5"
    default:
      let kind: Kind = random.pick([.int, .int, .float])
      guard let name = variable(kind, mutable: true) else { return binding() }
      return "\(name) \(random.pick(["=", "+=", "-=", "*=", "/="])) \(expression(kind))"
    }
  }

  private mutating func alternative() -> String {
    guard random.chance(50) else { return "" }
    if random.chance(30) { return " else if \(expression(.bool)) \(block(1))\(alternative())" }
    return " else \(block(1))"
  }

  private mutating func forLoop() -> String {
    let sequence = random.pick([
      "0..\(random.below(6))", expression(.list), "range(0, \(random.below(9)), 2)",
      "\"née\"", expression(.tensor([2, 2])),
    ])
    scopes.append([])
    defer { scopes.removeLast() }
    let name = declare(.int, mutable: false)
    loopDepth += 1
    defer { loopDepth -= 1 }
    return "for \(name) in \(sequence) \(block(1 + random.below(3)))"
  }

  private mutating func whileLoop() -> String {
    let name = declare(.int, mutable: true)
    loopDepth += 1
    defer { loopDepth -= 1 }
    let body = block(1).dropFirst(2)
    return "var \(name) = \(random.below(5))\nwhile \(name) > 0 {\n  \(name) -= 1\n\(body)"
  }

  private mutating func function() -> String {
    let outerLoops = loopDepth
    let outer = insideFunction
    (loopDepth, insideFunction) = (0, true)
    defer { (loopDepth, insideFunction) = (outerLoops, outer) }
    let name = freshName()
    scopes.append([])
    let first = declare(.int, mutable: false)
    let second = declare(.int, mutable: false)
    let annotation = random.pick(["", "", ": int", ": [...]", ": number"])
    let result = random.pick(["", "", "", " -> int", " -> number"])
    let body =
      random.chance(50)
      ? "= \(expression(.int))" : block(1 + random.below(3), last: .int)
    scopes.removeLast()
    scopes[scopes.count - 1].append(Variable(name: name, kind: .function, isMutable: false))
    let rest = random.pick(["", "", ", ...rest", ", &place"])
    return
      "fn \(name)(\(first)\(annotation), \(second) = \(random.below(5))\(rest))\(result) \(body)"
  }

  private mutating func model() -> String {
    counter += 1
    let name = "Model\(counter)"
    let isType = random.chance(40)
    scopes.append([Variable(name: "size", kind: .int, isMutable: false)])
    let saved = insideFunction
    insideFunction = true
    let field = expression(.tensor([2, 2]))
    let plain = expression(.int)
    scopes[scopes.count - 1].append(
      Variable(name: "weight", kind: .tensor([2, 2]), isMutable: false))
    scopes[scopes.count - 1].append(Variable(name: "x", kind: .tensor([2, 2]), isMutable: false))
    let body = expression(.tensor([2, 2]))
    insideFunction = saved
    scopes.removeLast()
    let use =
      "print(\(name)(\(random.pick(["2", "size: 2", ""])))\(random.pick(["", "(zeros(2, 2))", ".weight"])))"
    if isType {
      return """
        type \(name)(size = 2) {
          var weight = \(field)
          other = \(plain)
          fn read(x) = \(body)
          mutating fn grow(k = 1) { weight = weight * k }
        }
        var made\(counter) = \(name)(3)
        made\(counter).grow(\(random.below(4)))
        \(use)
        """
    }
    return """
      model \(name)(size = 2) {
        param weight = float(\(field))
        state seen = 0
        other = \(plain)
        fn forward(x: [..., 2]) = \(body)
      }
      var made\(counter) = \(name)(2)
      \(use)
      """
  }

  private mutating func attempt() -> String {
    let body = random.pick([
      "print(\(expression(.int)))", "throw \(expression(.string))",
      "\(expression(.list))[\(expression(.int))]",
    ])
    return
      "try { \(body) } catch e { print(\(random.pick(["e.message", "e.identity", "e.place"]))) }"
  }

  private mutating func gradient() -> String {
    let function = random.pick([
      "t -> t ^ 2", "t -> sum(t * t)", "t -> sum(exp(t))", "t -> mean(relu(t) + t)",
      "t -> t", "t -> 3.0", "t -> sum(softmax(t))", "t -> sum(t @ t)", "t -> max(t)",
    ])
    let derivative = random.pick(["grad", "grad", "value_and_grad", "jacobian", "hessian"])
    let nested = random.chance(25) ? "grad(\(function))" : function
    let at = random.chance(50) ? expression(.float) : expression(.tensor([2, 2]))
    return "print(\(derivative)(\(nested))(\(at)))"
  }

  private mutating func leaving() -> String {
    if loopDepth > 0, random.chance(60) { return random.pick(["break", "continue"]) }
    if insideFunction, random.chance(60) { return "return \(expression(.int))" }
    if random.chance(8) { return random.pick(["break", "return 1", "continue"]) }
    return "print(\(expression(.string)))"
  }

  private mutating func destructuring() -> String {
    let value = random.pick(["(1, 2)", "(1, (2, 3))", "[1, 2]", "(1, 2, 3)", "5"])
    let first = declare(.int, mutable: false)
    let second = declare(.int, mutable: false)
    return value == "(1, (2, 3))"
      ? "let (\(first), (\(second), _)) = \(value)" : "let (\(first), \(second)) = \(value)"
  }
}
