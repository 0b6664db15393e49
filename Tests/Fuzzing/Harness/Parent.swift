import Glibc

/// Runs the programs in children, watches them, and starts another child where one fell.
struct Parent {
  let options: Options
  let executable: String
  /// A child that says nothing for so long hangs: programs are interrupted long before.
  private let patience = 30.0

  func run() -> Tally {
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
    var tally = Tally()
    let share = (options.count + options.jobs - 1) / options.jobs
    var workers = (0..<options.jobs).map { job in
      let from = options.from + job * share
      return Worker(from: from, to: min(from + share, options.from + options.count))
    }
    var harmsSaid = 0
    while workers.contains(where: { !$0.isDone || $0.isRunning }) {
      for index in workers.indices { step(&workers[index], &tally) }
      for harm in tally.harms[harmsSaid...] { print("program \(harm.number): \(harm.what)") }
      harmsSaid = tally.harms.count
      wait(for: workers)
    }
    return tally
  }

  private func step(_ worker: inout Worker, _ tally: inout Tally) {
    if !worker.isRunning {
      guard !worker.isDone else { return }
      guard worker.start(options, executable: executable) else { return }
    }
    if !worker.listen(&tally) {
      worker.finish(killing: false, &tally)
    } else if worker.silence > patience {
      worker.finish(killing: true, &tally)
    }
  }

  private func wait(for workers: [Worker]) {
    var descriptors = workers.filter(\.isRunning).map {
      pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0)
    }
    poll(&descriptors, nfds_t(descriptors.count), 200)
  }
}
