/// Does `./learnc` start on every machine, quickly, and with the code that is there now?
///
/// The launcher is a shell script, so these tests run it, in a copy whose Java and Maven are scripts ([Checkout]), and once with
/// the real Java.
package learnc.runtime.launcher;
