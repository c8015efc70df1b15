package io.ordertrail.kit.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** Which page of a list is asked for: {@code ?after=<next of the page before>&limit=<1 to 500>}. */
public class PageRequest {

    private static final int LARGEST = 500;

    @QueryParam("after")
    @DefaultValue("")
    String after = "";

    @QueryParam("limit")
    @DefaultValue("100")
    int limit = 100;

    /**
     * Returns how many items to show.
     *
     * @throws ProblemException 400 if it is out of range
     */
    public int size() {
        if (limit < 1 || limit > LARGEST) {
            throw Problem.badRequest("limit", "limit must be 1 to %d, but is %d.".formatted(LARGEST, limit));
        }
        return limit;
    }

    /** Returns how many rows to read: one more than are shown, to see whether a page follows. */
    public int rows() {
        return size() + 1;
    }

    /** Returns the cursor; empty for the first page. */
    public String after() {
        return after;
    }

    /**
     * Returns the cursor of a list that is ordered by a number.
     *
     * @param first what stands for the first page
     * @throws ProblemException 400 if it is no number
     */
    public long afterNumber(long first) {
        if (after.isEmpty()) {
            return first;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.badRequest(
                    "after", "after must be the 'next' of the page before, but is '%s'.".formatted(after));
        }
    }
}
