package io.ordertrail.simulator.panel;

/** One action of the panel API. */
interface Action {

    /** Executes a call. Returns the panel's answer. */
    ActionResponse answer(ActionForm form);
}
