package dev.nikkan.summary.gate;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a number measures, as either language says it. A number that is in the input in another unit only is
/// not borne out by it: ten megabits are no ten gigabits.
enum Unit {
    PERCENT("%|per ?cents?\\b|パーセント"),
    NANOSECOND("ns\\b|nanoseconds?|ナノ秒"),
    MICROSECOND("[uμ]s\\b|microseconds?|マイクロ秒"),
    MILLISECOND("ms(?:ecs?)?\\b|milliseconds?|ミリ秒"),
    SECOND("s(?:ecs?)?\\b|seconds?|秒"),
    MINUTE("min(?:ute)?s?\\b|分(?![のけ割類散析配離岐解担])"),
    HOUR("h(?:rs?)?\\b|hours?|時間"),
    DAY("days?\\b|日(?!本|時)"),
    WEEK("weeks?\\b|週"),
    MONTH("months?\\b|[かカヶケヵ]月"),
    YEAR("years?\\b|年"),
    KILOBIT_PER_SECOND("kbps\\b|kbit/s\\b|kilobits? per second|キロビット毎秒"),
    MEGABIT_PER_SECOND("mbps\\b|mbit/s\\b|megabits? per second|メガビット毎秒"),
    GIGABIT_PER_SECOND("gbps\\b|gbit/s\\b|gigabits? per second|ギガビット毎秒"),
    TERABIT_PER_SECOND("tbps\\b|tbit/s\\b|terabits? per second|テラビット毎秒"),
    BIT("bits?\\b|ビット"),
    BYTE("bytes?\\b|octets?\\b|バイト|オクテット"),
    KILOBYTE("ki?b\\b|k(?:ilo)?bytes?|キロバイト"),
    MEGABYTE("mi?b\\b|m(?:ega)?bytes?|メガバイト"),
    GIGABYTE("gi?b\\b|g(?:iga)?bytes?|ギガバイト"),
    TERABYTE("ti?b\\b|t(?:era)?bytes?|テラバイト"),
    HERTZ("hz\\b|hertz|ヘルツ"),
    KILOHERTZ("khz\\b|kilohertz|キロヘルツ"),
    MEGAHERTZ("mhz\\b|megahertz|メガヘルツ"),
    GIGAHERTZ("ghz\\b|gigahertz|ギガヘルツ"),
    METRE("m\\b|met(?:er|re)s?\\b|メートル"),
    KILOMETRE("km\\b|kilomet(?:er|re)s?|キロメートル");

    private final Pattern pattern;

    Unit(String pattern) {
        this.pattern = Pattern.compile("[ -]?(?:" + pattern + ")", Pattern.CASE_INSENSITIVE);
    }

    /// The unit of a number that ends there.
    static Optional<Unit> at(String text, int end) {
        return Stream.of(values())
                .filter(unit -> unit.pattern
                        .matcher(text)
                        .region(end, text.length())
                        .useTransparentBounds(true)
                        .lookingAt())
                .findFirst();
    }
}
