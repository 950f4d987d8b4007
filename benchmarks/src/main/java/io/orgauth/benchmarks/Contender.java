package io.orgauth.benchmarks;

/** A row of a table: a constant of an enum, which JMH finds by its name, with words for readers. */
interface Contender {
    /** The constant's name. */
    String name();

    /** As readers know it. */
    String title();
}
