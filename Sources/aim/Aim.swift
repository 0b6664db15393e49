import ArgumentParser

@main
struct Aim: ParsableCommand {
  func run() {}
}
