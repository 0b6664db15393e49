import AimDiagnostics
import Testing

@Suite struct DisplayWidthTests {
  /// Widths as wcwidth of UAX #11 and the pictures of terminals give them.
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("学", 2), ("ｆ", 2), ("（", 2), ("ﾊ", 1), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("🎉", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("👍🏽", 2), ("❤️", 2),
    ("❤", 1), ("─", 1), ("█", 1), ("\u{200B}", 0), ("\u{0}", 0), ("…", 1), ("𝑥", 1), ("𠮷", 2),
    ("α", 1), ("ñ", 1), ("", 0), ("学a", 3),
  ])
  func `columns of a text`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }
}
