import AimCompiler
import AimDiagnostics

/// A file that was imported, once.
struct ImportedFile {
  let module: Module
  /// A `ModuleObject`, owned by the interpreter; nil while the file still runs.
  var value: OwnedValue?
}

extension Interpreter {
  /// The module of a file, run on its first import; owned by the caller.
  func importFile(_ reference: ImportReference, from importer: Module) throws(RuntimeFault) -> Value
  {
    let path = resolve(reference, from: importer)
    if let known = imports[path] {
      guard let value = known.value else {
        let chain = (importChain + [path]).joined(separator: " → ")
        throw RuntimeFault(ImportCycle(path: reference.path, chain: chain))
      }
      return value.value.retained()
    }
    guard let read = options.readFile else {
      throw RuntimeFault(ImportNotFound(path: reference.path, problem: "there are no files here"))
    }
    let bytes = try read(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let module = Module(name: name, folder: folder(of: path))
    imports[path] = ImportedFile(module: module)
    importChain.append(path)
    defer { importChain.removeLast() }
    let outcome = load(.file(path: path), bytes, into: module, withTests: false)
    if let first = outcome.diagnostics.first {
      imports[path] = nil
      // Its own place says more than the place of the import.
      throw RuntimeFault(first)
    }
    let value = moduleValue(module)
    imports[path]?.value = OwnedValue(owning: value)
    return value.retained()
  }

  /// Paths are relative to the file that imports.
  private func resolve(_ reference: ImportReference, from importer: Module) -> String {
    if reference.path.hasPrefix("/") { return reference.path }
    let folder = importer.folder ?? folder(ofDocument: reference.range)
    return normalized(folder.isEmpty ? reference.path : folder + "/" + reference.path)
  }

  private func folder(ofDocument range: SourceRange) -> String {
    switch sources[range.document]?.placement {
    case .file(let path), .cell(let path, _, _): folder(of: path)
    default: ""
    }
  }

  private func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path without `.` and `..`, so that one file has one name.
  private func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private func moduleValue(_ module: Module) -> Value {
    let names = module.boundNames
    let object = ModuleObject(name: module.name, layout: RecordLayout(names: names))
    for name in names { object.append(owning: module.slot(name).cell.retained()) }
    return Value(owning: object)
  }
}
