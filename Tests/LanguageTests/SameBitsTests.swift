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
}
