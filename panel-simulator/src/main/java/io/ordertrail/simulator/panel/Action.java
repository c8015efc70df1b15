package io.ordertrail.simulator.panel;

/** One action of the panel API. */
interface Action {

    /** Does it, and says how the panel answers. */
    ActionResponse answer(ActionForm form);
}
