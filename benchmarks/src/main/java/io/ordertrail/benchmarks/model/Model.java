package io.ordertrail.benchmarks.model;

import java.util.List;
import java.util.Optional;

/**
 * A protocol as a transition system: where it may begin, what may happen next, and what must hold.
 *
 * <p>Processes that are slow, frozen or dead need nothing of their own: a step that is offered in a state need not be the
 * next one, so every delay is explored. What is lost, answered late or comes twice are steps too. All methods are pure and
 * are called by several threads. A state is never changed once it has been handed out.
 *
 * @param <S> a state
 */
public interface Model<S> {

    /** The states in which it may begin. */
    List<S> initialStates();

    /**
     * Adds everything that may happen next. A step that changes nothing is ignored. An exception is a violation: it is
     * reported with the trace that leads to the state, so that models may state what must hold inside of a step.
     */
    void steps(S state, Steps<S> steps);

    /** Returns the invariant that the state breaks, in words; empty if it breaks none. */
    Optional<String> violation(S state);

    /** Whether everything that was begun has ended. When faults stop, this must be reached from every state. */
    boolean isAtRest(S state);

    /** What is required to reach a state of rest when faults stop. */
    default Progress progress() {
        return Progress.ON_EVERY_PATH;
    }

    /**
     * Returns the state as bytes. States that are the same to everybody must be the same bytes (as two replicas with
     * swapped roles may be): that keeps the number of states small.
     */
    byte[] encode(S state);

    /** Returns the state of these bytes. */
    S decode(byte[] encoded);

    /** Which of the paths that are free of faults must lead to a state of rest. */
    enum Progress {
        /** All of them: no circle and no dead end without rest, whatever the scheduler prefers. */
        ON_EVERY_PATH,
        /** At least one: for protocols that may do nothing of use for any time, if the scheduler is unfair. */
        ON_SOME_PATH,
        /** None: progress is not checked. */
        UNCHECKED
    }
}
