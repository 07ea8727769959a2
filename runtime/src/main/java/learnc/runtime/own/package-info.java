/// What if one of the six stages were yours?
///
/// `learnc run --stage cgroups=MyCgroups.java` compiles a student's file in memory ([Source]) and lets its method stand in for
/// that stage in the real run ([OwnRun]); the other five, the trace and the taking back stay as they are. The file needs no class
/// and no `main`: one method with the verb of the stage ([OwnMethod]) is enough. Each `Own…` is a stage whose verb calls it.
///
/// Start with [OwnRun]. Left out on purpose: any protection. The student's code runs in learnc's own machine with learnc's rights;
/// who does not trust it (the labs' grader) runs all of that learnc in a sandbox, and believes only what it sees from outside.
package learnc.runtime.own;
