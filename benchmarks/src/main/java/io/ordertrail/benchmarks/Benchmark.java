package io.ordertrail.benchmarks;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** One thing that can be measured or soaked. */
public interface Benchmark {

    /** What it measures, in one line, with its options. */
    String summary();

    /**
     * Runs it, printing a table for people on the way.
     *
     * @return the figures for the last line; whoever reads them needs no other line
     * @throws Exception if it could not be measured; a soak that broke a promise throws nothing, its figures say so
     */
    Figures run(BenchmarkOptions options) throws Exception;

    /** Prints a line of progress with the time, for a run that takes minutes. */
    static void progress(String line) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }
}
