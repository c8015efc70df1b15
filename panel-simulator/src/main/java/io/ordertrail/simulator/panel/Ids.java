package io.ordertrail.simulator.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ids of a call that names several. */
final class Ids {

    private static final int MOST = 100;

    private Ids() {}

    /** Returns them in the order of the call; empty if the panel refuses the list. */
    static Optional<List<String>> of(String list, ManyIds many) {
        List<String> ids = new ArrayList<>(MOST);
        int begin = 0;
        while (begin <= list.length()) {
            int comma = list.indexOf(',', begin);
            int end = comma < 0 ? list.length() : comma;
            String id = list.substring(begin, end).trim();
            if (!id.isEmpty()) {
                if (ids.size() == MOST) {
                    return many == ManyIds.REFUSE ? Optional.empty() : Optional.of(ids);
                }
                ids.add(id);
            }
            begin = end + 1;
        }
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
    }
}
