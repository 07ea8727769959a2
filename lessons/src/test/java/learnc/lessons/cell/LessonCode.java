package learnc.lessons.cell;

import java.io.Serializable;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;

/// What of a lesson is run when its promises are tried.
///
/// @param where in the lesson it stands
/// @param java  as JShell reads it
public record LessonCode(String where, String java) implements Serializable {

    private static final Pattern SOLUTION = Pattern.compile("\\[source,java]\n----\n(.*?)\n----\n", Pattern.DOTALL);

    /// The cells in their order, then the solutions of the exercises, which go on where the cells have ended.
    public static List<LessonCode> of(Lesson lesson) {
        return Stream.concat(cells(lesson), solutions(lesson)).toList();
    }

    private static Stream<LessonCode> cells(Lesson lesson) {
        return lesson.cells().stream().filter(Cell::runs).map(cell -> new LessonCode("cell " + cell.id(), StartUp.java(cell)));
    }

    private static Stream<LessonCode> solutions(Lesson lesson) {
        String exercises = lesson.text().substring(lesson.text().indexOf("== Exercises"));
        return SOLUTION.matcher(exercises).results().map(LessonCode::solution);
    }

    private static LessonCode solution(MatchResult match) {
        return new LessonCode("a solution", match.group(1));
    }
}
