/// The commands of the labs: `learnc lab`. The only package of this module that prints.
///
/// Start with [LabCommand]. Left out on purpose: what a check does.
package learnc.labs.cli;
