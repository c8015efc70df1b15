package io.ordertrail.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlotQueueTest {

    @Test
    void it_behaves_as_a_list_whatever_is_done_to_it_and_however_long_it_is() {
        SplittableRandom random = new SplittableRandom(5);
        SlotQueue queue = new SlotQueue();
        TreeMap<Integer, Integer> model = new TreeMap<>(); // slots by place
        int next = 0;
        for (int wave : new int[] {10, 5_000, 0, 200_000, 0, 3}) {
            while (model.size() != wave) {
                boolean grows = model.size() < wave;
                if (random.nextInt(10) < (grows ? 8 : 2)) {
                    model.put(queue.add(next), next++);
                } else if (random.nextBoolean() && !model.isEmpty()) {
                    int place = random.nextBoolean() ? model.firstKey() : model.lastKey();
                    queue.remove(place);
                    model.remove(place);
                } else {
                    int expected = model.isEmpty()
                            ? OrderTable.NONE
                            : model.pollFirstEntry().getValue();
                    assertThat(queue.poll()).isEqualTo(expected);
                }
                assertThat(queue.size()).isEqualTo(model.size());
            }
            assertThat(queue.first())
                    .isEqualTo(
                            model.isEmpty()
                                    ? OrderTable.NONE
                                    : model.firstEntry().getValue());
        }
    }
}
