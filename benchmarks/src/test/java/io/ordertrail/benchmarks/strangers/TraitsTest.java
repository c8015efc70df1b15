package io.ordertrail.benchmarks.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraitsTest {

    private static final int PANELS = 4000;

    @Test
    void the_same_seed_draws_the_same_panel() {
        assertThat(Traits.draw(new Lot(7))).isEqualTo(Traits.draw(new Lot(7)));
        assertThat(Traits.draw(new Lot(7))).isNotEqualTo(Traits.draw(new Lot(8)));
    }

    @Test
    void every_form_is_drawn_by_its_share() {
        List<Traits> drawn = IntStream.range(0, PANELS)
                .mapToObj(i -> Traits.draw(new Lot(i)))
                .toList();

        for (Traits.AddForm form : Traits.AddForm.values()) {
            long count = drawn.stream()
                    .filter(traits -> traits.envelopes().add() == form)
                    .count();
            assertThat(count * 1000.0 / PANELS).as(form.name()).isCloseTo(form.share(), within(25.0));
        }
        assertThat(drawn).extracting(traits -> traits.habits().ids()).contains(Traits.Ids.values());
        assertThat(drawn).extracting(traits -> traits.writing().errors()).contains(Phrasebook.Language.values());
    }
}
