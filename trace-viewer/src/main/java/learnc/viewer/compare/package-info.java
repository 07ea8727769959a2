/// What does one run do that another does not?
///
/// Two runs of the same command differ in a thousand things that do not matter: numbers of processes and descriptors, the id of
/// the container, times. [Wording] takes those out of the words of a call. What is left is aligned stage by stage, as diff(1)
/// aligns the lines of two files ([Alignment]), by the call and what it acts on; aligned calls may still differ in their flags or
/// in the kernel's answer.
///
/// Start with [Comparison].
///
/// Left out on purpose: calls of one stage that two threads make in another order look like differences.
package learnc.viewer.compare;
