package io.ordertrail.benchmarks.model;

import io.ordertrail.benchmarks.model.Exploration.Violation;
import io.ordertrail.benchmarks.model.Model.Progress;
import io.ordertrail.benchmarks.model.Successors.Broken;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Visits every state of a model, breadth first: the first violation that it finds has the shortest trace. States are kept as
 * hashes of 128 bits; a trace is found again by the hashes on its path. The result does not depend on the number of threads.
 * An explorer is used once, by one thread.
 *
 * @param <S> a state
 */
public final class Explorer<S> {

    private static final int BATCH = 1 << 15;
    private static final int CHUNK = 1 << 8;

    private final Model<S> model;
    private final int threads;
    private final long mostStates;
    private final Consumer<String> report;
    private final VisitedStates states = new VisitedStates();
    private final RegularSteps regularSteps = new RegularSteps();
    private long transitions;
    private int depth;

    /**
     * @param mostStates after which it stops, at the end of a batch: what is left is then not explored
     * @param report takes a line about each depth
     */
    public Explorer(Model<S> model, int threads, long mostStates, Consumer<String> report) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
        this.model = model;
        this.threads = threads;
        this.mostStates = mostStates;
        this.report = report;
    }

    /** Visits everything that can be reached. */
    public static <S> Exploration explore(Model<S> model) {
        return new Explorer<>(model, Runtime.getRuntime().availableProcessors(), Integer.MAX_VALUE, _ -> {}).run();
    }

    /** Explores until everything is visited, something is violated, or the limit is reached. */
    public Exploration run() {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            Frontier frontier = beginnings();
            while (frontier.size() > 0) {
                Frontier next = new Frontier();
                for (int first = 0; first < frontier.size(); first += BATCH) {
                    if (states.size() >= mostStates) {
                        return result(false, Optional.empty());
                    }
                    int end = Math.min(frontier.size(), first + BATCH);
                    Optional<Broken> broken = expand(executor, frontier, first, end, next);
                    if (broken.isPresent()) {
                        return result(false, broken.map(this::violation));
                    }
                }
                report.accept("depth %3d: %,11d states, %,11d in all".formatted(depth, frontier.size(), states.size()));
                frontier = next;
                depth += next.size() > 0 ? 1 : 0;
            }
        }
        Optional<Violation> stuck = withoutProgress();
        return result(stuck.isEmpty(), stuck);
    }

    private Exploration result(boolean isComplete, Optional<Violation> violation) {
        return new Exploration(states.size(), transitions, depth, isComplete, violation);
    }

    private Frontier beginnings() {
        Frontier frontier = new Frontier();
        for (S state : model.initialStates()) {
            byte[] bytes = model.encode(state);
            Hash128 hash = Hash128.of(bytes);
            long before = states.size();
            int number = states.findOrAdd(hash.high(), hash.low(), VisitedStates.NONE, 0);
            if (states.size() > before) {
                frontier.add(bytes, number);
            }
        }
        return frontier;
    }

    private Optional<Broken> expand(ExecutorService executor, Frontier frontier, int first, int end, Frontier next) {
        List<Successors<S>> chunks = Successors.split(model, frontier, first, end, CHUNK);
        inParallel(executor, chunks.size(), i -> chunks.get(i).expand());
        Optional<Broken> broken =
                chunks.stream().flatMap(chunk -> chunk.broken().stream()).findFirst();
        if (broken.isPresent()) {
            return broken;
        }
        inParallel(
                executor,
                VisitedStates.PARTITIONS,
                partition -> chunks.forEach(chunk -> chunk.number(partition, states, depth + 1)));
        for (Successors<S> chunk : chunks) {
            chunk.collect(next, regularSteps, states);
            transitions += chunk.size();
        }
        return Optional.empty();
    }

    private void inParallel(ExecutorService executor, int tasks, Consumer<Integer> task) {
        List<Callable<Integer>> calls = IntStream.range(0, tasks)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    task.accept(i);
                    return i;
                })
                .toList();
        try {
            for (Future<Integer> done : executor.invokeAll(calls)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the exploration was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the model failed", e.getCause());
        }
    }

    private Violation violation(Broken broken) {
        return new Violation(broken.promise(), words(states.pathTo(broken.number())));
    }

    private Optional<Violation> withoutProgress() {
        if (model.progress() == Progress.UNCHECKED) {
            return Optional.empty();
        }
        ProgressCheck check = new ProgressCheck(states, regularSteps);
        BitSet without = check.withoutRest(model.progress());
        OptionalInt nearest = check.nearest(without);
        if (nearest.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> path = states.pathTo(nearest.getAsInt());
        List<String> trace = new ArrayList<>(words(path));
        trace.add("from here on without faults:");
        trace.addAll(circle(stateAt(path), without));
        return Optional.of(new Violation("Nothing that is no fault leads to rest", trace));
    }

    /** Follows states that do not lead to rest until one comes again, or nothing goes on. */
    private List<String> circle(S start, BitSet without) {
        List<String> words = new ArrayList<>();
        BitSet seen = new BitSet();
        Optional<Found<S>> found = Optional.of(new Found<>(start, numberOf(start), ""));
        while (found.isPresent() && !seen.get(found.get().number)) {
            seen.set(found.get().number);
            found = onward(found.get().state, without);
            found.ifPresent(step -> words.add(step.words));
        }
        words.add(found.isPresent() ? "and so on, in a circle" : "nothing happens any more");
        return words;
    }

    private Optional<Found<S>> onward(S from, BitSet without) {
        List<Found<S>> candidates = new ArrayList<>();
        int number = numberOf(from);
        model.steps(from, new Steps<>() {
            @Override
            public void regular(S next, Supplier<String> words) {
                int to = numberOf(next);
                if (to != number && without.get(to)) {
                    candidates.add(new Found<>(next, to, words.get()));
                }
            }

            @Override
            public void fault(S next, Supplier<String> words) {}
        });
        return candidates.stream().findFirst();
    }

    /** A step that was looked for. */
    private record Found<S>(S state, int number, String words) {}

    private int numberOf(S state) {
        Hash128 hash = Hash128.of(model.encode(state));
        return states.findOrAdd(hash.high(), hash.low(), VisitedStates.NONE, 0);
    }

    private List<String> words(List<Integer> path) {
        List<String> words = new ArrayList<>();
        S state = beginning(path.getFirst());
        for (int number : path.subList(1, path.size())) {
            Found<S> found = step(state, number);
            words.add(found.words);
            state = found.state;
        }
        return words;
    }

    private S stateAt(List<Integer> path) {
        S state = beginning(path.getFirst());
        for (int number : path.subList(1, path.size())) {
            state = step(state, number).state;
        }
        return state;
    }

    private S beginning(int number) {
        Hash128 hash = states.hash(number);
        return model.initialStates().stream()
                .filter(state -> Hash128.of(model.encode(state)).equals(hash))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The step between the two. The next state is not decoded: where a model writes equivalent states alike, the words go on
     * with the names that they began with.
     */
    private Found<S> step(S from, int number) {
        Hash128 wanted = states.hash(number);
        List<Found<S>> found = new ArrayList<>();
        model.steps(from, new Steps<>() {
            @Override
            public void regular(S next, Supplier<String> words) {
                if (found.isEmpty() && Hash128.of(model.encode(next)).equals(wanted)) {
                    found.add(new Found<>(next, number, words.get()));
                }
            }

            @Override
            public void fault(S next, Supplier<String> words) {
                regular(next, words);
            }
        });
        return found.getFirst();
    }
}
