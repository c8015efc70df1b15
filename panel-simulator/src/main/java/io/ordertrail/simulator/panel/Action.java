package io.ordertrail.simulator.panel;

/** One action of the panel API. */
interface Action {

    /** Does it, and says how the panel answers. */
    Answer answer(Form form);
}
