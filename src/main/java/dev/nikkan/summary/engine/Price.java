package dev.nikkan.summary.engine;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an endpoint asks for its answers, in whatever currency: nobody can be asked for it but the operator.
///
/// @param input,output for a million tokens
public record Price(BigDecimal input, BigDecimal output) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?) ?/ ?(\\d{1,6}(?:\\.\\d{1,6})?)");

    /// @param text `0.10 / 0.50`
    public static Price parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no price; write what a million tokens cost in and out, \"0.10 / 0.50\"");
        }
        return new Price(new BigDecimal(form.group(1)), new BigDecimal(form.group(2)));
    }

    /// In the same currency.
    public BigDecimal of(Usage usage) {
        return input.multiply(BigDecimal.valueOf(usage.inputTokens()))
                .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
                .movePointLeft(6);
    }

    @Override
    public String toString() {
        return input.toPlainString() + " / " + output.toPlainString();
    }
}
