package learnc.lessons.cell;

import java.io.Serializable;
import java.util.List;

import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/// A statement of a cell, and what JShell asks the machine for cells to do about it.
///
/// @param source    its text
/// @param promise   what the text promises about it, as a [Promise] has it, or null
/// @param complaint of the compiler, or null
/// @param hasValue  whether what the last call gives is its value
/// @param calls     in their order
record CompiledStatement(String source, String promise, String complaint, boolean hasValue, List<Call> calls) implements Serializable {

    /// What JShell asks for.
    sealed interface Call extends Serializable {
    }

    /// To have these classes from now on.
    record Load(ClassBytecodes[] classes) implements Call {
    }

    /// To run this.
    record Invoke(String className, String method) implements Call {
    }
}
