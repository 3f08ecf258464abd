package dev.nikkan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The table at the end: a figure a row, with what it should be.
final class Figures {
    private final Map<String, List<Double>> rows = new LinkedHashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();

    void note(String figure, double value, String target) {
        rows.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
        targets.put(figure, target);
    }

    double median(String figure) {
        return percentile(rows.get(figure), 50);
    }

    double last(String figure) {
        return rows.get(figure).getLast();
    }

    /// As [#note] for each of `values`, and with their 99th percentile.
    void distribution(String figure, List<Double> values, String median, String percentile) {
        values.forEach(value -> note(figure, value, median));
        note(figure + ", 99th percentile", percentile(values, 99), percentile);
    }

    static double percentile(List<Double> values, int percent) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.clamp((long) Math.ceil(sorted.size() * percent / 100.0) - 1, 0, sorted.size() - 1));
    }

    void print() {
        System.out.printf("%-58s %5s %10s %21s  %s%n", "figure", "n", "median", "min - max", "target");
        rows.forEach((figure, values) -> System.out.printf(
                Locale.ROOT,
                "%-58s %5d %10.2f %10.2f -%9.2f  %s%n",
                figure,
                values.size(),
                percentile(values, 50),
                Collections.min(values),
                Collections.max(values),
                targets.get(figure)));
        System.out.println("load average: " + load());
    }

    static void progress(String line) {
        System.err.println(line + "  [load " + load() + "]");
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).replaceFirst("( \\S+){2}\\s*$", "");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
