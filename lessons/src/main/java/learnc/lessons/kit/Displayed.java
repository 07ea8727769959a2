package learnc.lessons.kit;

/// A value that has a better form than text: a table, a tree, a trace. A class of a lesson may implement it, too.
public interface Displayed {

    /// That form.
    Display display();
}
