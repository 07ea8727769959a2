/// The life of containers: what is running, what each has made on the host, and how that is taken back.
///
/// Start with the ledger: it is told before a thing is made, and read backwards when the run is over, or by
/// `learnc cleanup` when the run was killed.
package learnc.runtime.container;
