/// Which nouns do the stages hand on to each other?
///
/// Records, and the one way in which things fail. They know nobody: each stage, the store and the command line may use them.
///
/// Start with [Failure]: what a user is told when something cannot be done.
///
/// Left out on purpose: behaviour. A noun that acts belongs to a stage.
package learnc.runtime.spec;
