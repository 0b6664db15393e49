import AimNotebook
import AimRuntime
import Testing

@Suite struct TranscriptTests {
  @Test func `printed text, displays and the result stand in their order`() {
    var transcript = Transcript()
    for event: Event in [
      .started(document: 0), .text("a", stream: .out), .text("b", stream: .err),
      .display(Bundle(text: "[plot]"), identity: 1), .text("c\n", stream: .out),
      .result(Bundle(text: "3")), .finished(seconds: 1, succeeded: true),
    ] { transcript.add(event) }
    #expect(transcript.text == "ab\n[plot]\nc\n3\n")
  }

  @Test func `an updated display stands where it first stood`() {
    var transcript = Transcript()
    transcript.add(.display(Bundle(text: "one"), identity: 1))
    transcript.add(.text("x\n", stream: .out))
    transcript.add(.update(Bundle(text: "two"), identity: 1))
    #expect(transcript.text == "two\nx\n")
  }

  @Test func `times, progress and bindings are never recorded`() {
    var transcript = Transcript()
    let progress = Progress(label: "epoch", done: 1, total: 2, seconds: 0.5, measures: [])
    transcript.add(.progress(progress))
    transcript.add(.bound(name: "x", Bundle(text: "1")))
    transcript.add(.finished(seconds: 2, succeeded: true))
    #expect(transcript.text.isEmpty)
  }
}
