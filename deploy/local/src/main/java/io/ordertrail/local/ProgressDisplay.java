package io.ordertrail.local;

import io.ordertrail.local.progress.ProgressTable;
import java.io.PrintStream;
import java.util.List;

/** Where progress is shown: a table that is drawn over itself in a terminal, else a line for each change. */
final class ProgressDisplay {

    private final PrintStream out;
    private final boolean terminal;
    private int drawn;
    private String last = "";

    ProgressDisplay(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A line that stays. */
    void say(String line) {
        out.println(line);
        out.flush();
        drawn = 0;
    }

    void show(ProgressTable board) {
        if (terminal) {
            draw(board.lines());
        } else if (!board.oneLine().equals(last)) {
            last = board.oneLine();
            out.println(last);
        }
        out.flush();
    }

    private void draw(List<String> lines) {
        if (drawn > 0) {
            out.print("\033[" + drawn + "A");
        }
        lines.forEach(line -> out.print("\033[2K" + line + System.lineSeparator()));
        drawn = lines.size();
    }
}
