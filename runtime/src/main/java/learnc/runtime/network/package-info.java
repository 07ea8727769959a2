/// How does a container leave the network?
///
/// The removing half of `stage.network`, apart from it because it works also when the run that connected the container is long
/// dead: the ledger's undoing and `learnc cleanup` call it, thing by thing.
///
/// Start with [Disconnection].
///
/// Left out on purpose: ip_forward stays switched on, because somebody else may rely on it by now.
package learnc.runtime.network;
