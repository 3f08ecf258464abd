package dev.nikkan.digest.signal;

/// Dunning's log-likelihood ratio: how badly one rate explains two samples (T. Dunning, "Accurate Methods for
/// the Statistics of Surprise and Coincidence", Computational Linguistics 19(1), 1993). Unlike chi-squared it
/// holds for the rare words and small days that we have. Under one common rate, -2 log λ is distributed as
/// chi-squared with one degree of freedom.
final class LogLikelihood {
    /// Exceeded by chance once in twenty comparisons: enough to be told, not to be called a burst.
    static final double NOTABLE = 3.84;
    /// Exceeded by chance once in a thousand comparisons. A day makes hundreds of them, so no weaker one will
    /// do where the text itself proposes what to compare.
    static final double BURST = 10.83;

    private LogLikelihood() {}

    /// @return -2 log λ; negative when the first rate is the lower one, 0 without a second sample
    static double ratio(int hits, int of, int otherHits, int otherOf) {
        if (of == 0 || otherOf == 0) {
            return 0;
        }
        double first = (double) hits / of;
        double second = (double) otherHits / otherOf;
        double common = (double) (hits + otherHits) / (of + otherOf);
        double ratio = 2
                * (log(first, hits, of)
                        + log(second, otherHits, otherOf)
                        - log(common, hits, of)
                        - log(common, otherHits, otherOf));
        return first < second ? -ratio : ratio;
    }

    private static double log(double rate, int hits, int of) {
        return times(hits, rate) + times(of - hits, 1 - rate);
    }

    /// `n log p`, where nothing of something impossible costs nothing.
    private static double times(int n, double p) {
        return n == 0 ? 0 : n * Math.log(p);
    }
}
