import AimDiagnostics
import AimNotebook
import Glibc
import Testing

private func identity(_ body: () throws(FileFault) -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return error.fault.identity.name
  }
}

@Suite struct FileBytesTests {
  @Test func `a replaced file keeps its permissions and leaves nothing beside it`() throws {
    let folder = TemporaryFolder()
    let path = folder.write("a.aimnb", "old")
    chmod(path, 0o640)
    try FileBytes.replace(path, with: Array("new".utf8))
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(try FileBytes.read(path) == Array("new".utf8))
    #expect(try FileBytes.names(in: folder.path) == ["a.aimnb"])
  }

  @Test func `a link is followed and stays a link`() throws {
    let folder = TemporaryFolder()
    let path = folder.write("a.aimnb", "old")
    symlink(path, folder.path + "/link")
    try FileBytes.replace(folder.path + "/link", with: Array("new".utf8))
    #expect(try FileBytes.read(path) == Array("new".utf8))
    var status = stat()
    lstat(folder.path + "/link", &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func `a missing file says which one may be meant`() {
    let folder = TemporaryFolder()
    _ = folder.write("lesson.aimnb", "")
    do throws(FileFault) {
      _ = try FileBytes.read(folder.path + "/leson.aimnb")
      Issue.record("the file is not there")
    } catch {
      let fault = error.fault
      #expect(fault.identity.name == "file-missing")
      #expect(fault.facts.contains(Fact("suggestion", .name(folder.path + "/lesson.aimnb"))))
    }
  }

  @Test func `folders and places one may not write to`() {
    #expect(identity { () throws(FileFault) in _ = try FileBytes.read("/tmp") } == "file-is-folder")
    #expect(
      identity { () throws(FileFault) in
        try FileBytes.replace("/nowhere/at/all.aimnb", with: [])
      } == "cannot-write")
  }
}
