package dev.nikkan.subscribe;

/// Replies to our welcome as mail programs write them, each with `language ja` and `format text` in it, some of
/// them between greetings. What they quote says `- language en` and `- format html`.
enum Replies {
    GMAIL("""
            Content-Type: text/plain; charset="UTF-8"

            language ja
            format text

            On Mon, Nov 23, 2026 at 1:00 PM Nikkan <news@example.org> wrote:

            > You now get "Nikkan". The first digest comes after the next midnight (UTC).
            >
            > Your settings:
            > - language en
            > - format html
            >
            """),
    GMAIL_BREAKS_A_LONG_ATTRIBUTION("""
            Content-Type: text/plain; charset="UTF-8"

            language ja
            format text

            On Mon, Nov 23, 2026 at 1:00 PM Nikkan, the IETF published daily <
            news@example.org> wrote:

            > Your settings:
            > - language en
            > - format html
            """),
    GMAIL_JAPANESE("""
            Content-Type: text/plain; charset="UTF-8"

            言語　日本語
            形式：text

            2026年11月23日(月) 13:00 Nikkan <news@example.org>:

            > Your settings:
            > - language en
            > - format html
            """),
    OUTLOOK("""
            Content-Type: text/plain; charset="us-ascii"

            Hello,

            language ja

            format text

            Regards
            Ann

            ________________________________
            From: Nikkan <news@example.org>
            Sent: Monday, November 23, 2026 1:00 PM
            To: Ann <ann@example.com>
            Subject: Welcome

            Your settings:
            - language en
            - format html
            """),
    OUTLOOK_WITHOUT_A_LINE("""
            Content-Type: text/plain; charset="us-ascii"

            language ja
            format text
            From: Nikkan <news@example.org>
            Sent: Monday, November 23, 2026 1:00 PM
            To: Ann <ann@example.com>
            Subject: Welcome

            Your settings:
            - language en
            - format html
            """),
    OUTLOOK_OF_OLD("""
            Content-Type: text/plain

            language ja
            format text

            -----Original Message-----
            From: Nikkan [mailto:news@example.org]
            Sent: Monday, November 23, 2026 1:00 PM
            To: Ann
            Subject: Welcome

            Your settings:
            - language en
            - format html
            """),
    OUTLOOK_JAPANESE("""
            Content-Type: text/plain; charset="UTF-8"

            language ja
            format text

            よろしくお願いします。

            -----元のメッセージ-----
            差出人: Nikkan <news@example.org>
            送信日時: 2026年11月23日 13:00
            宛先: Ann <ann@example.com>
            件名: Welcome

            Your settings:
            - language en
            - format html
            """),
    APPLE_MAIL("""
            Content-Type: text/plain; charset=us-ascii

            language ja
            format text


            > On Nov 23, 2026, at 1:00 PM, Nikkan <news@example.org> wrote:
            >\s
            > Your settings:
            > - language en
            > - format html
            """),
    IPHONE("""
            Content-Type: text/plain; charset=utf-8

            Language ja
            Format text

            Sent from my iPhone

            > On Nov 23, 2026, at 1:00 PM, Nikkan <news@example.org> wrote:
            >\s
            > \ufeffYour settings:
            > - language en
            > - format html
            """),
    IPHONE_JAPANESE("""
            Content-Type: text/plain; charset=utf-8

            language ja
            format text

            iPhoneから送信

            2026/11/23 13:00、Nikkan <news@example.org>のメール:

            > Your settings:
            > - language en
            > - format html
            """),
    THUNDERBIRD_WRITES_BELOW("""
            Content-Type: text/plain; charset=UTF-8; format=flowed

            On 11/23/26 13:00, Nikkan wrote:
            > Your settings:
            > - language en
            > - format html

            language ja
            format text

            --\s
            Ann
            language en
            """),
    THUNDERBIRD_BETWEEN("""
            Content-Type: text/plain; charset=UTF-8; format=flowed

            On 11/23/26 13:00, Nikkan wrote:
            > Your settings:
            > - language en
            language ja
            > - format html
            format text
            > To change them, reply
            """),
    YAHOO("""
            Content-Type: text/plain; charset=UTF-8

             language ja
            format text

                On Monday, November 23, 2026 at 01:00:00 PM GMT+9, Nikkan <news@example.org> wrote: \s
            \s
             Your settings:
            - language en
            - format html
            """),
    YAHOO_WITH_NOTHING_THAT_ENDS_ITS_WORDS("""
            Content-Type: text/plain; charset=UTF-8

            language ja
            format text
            On Monday, November 23, 2026 at 01:00:00 PM GMT+9, Nikkan <news@example.org> wrote:
            Your settings:
            - language en
            - format html
            """),
    GMAIL_WITH_HTML_ALONE("""
            Content-Type: text/html; charset="UTF-8"

            <html><head><title>format html</title><style>p { margin: 0 }</style></head><body>
            <div dir="ltr">language&nbsp;ja<br>format
            text</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 23, 2026 at 1:00 PM
            Nikkan &lt;<a href="mailto:news@example.org">news@example.org</a>&gt; wrote:<br></div><blockquote
            class="gmail_quote" style="margin:0">Your settings:<br>- language en<br>- format html<br></blockquote></div>
            </body></html>
            """),
    OUTLOOK_WITH_HTML_ALONE("""
            Content-Type: multipart/related; boundary="b"

            --b
            Content-Type: text/html; charset="utf-8"

            <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!-- language en --></head><body>
            <p class="MsoNormal">language ja<o:p></o:p></p>
            <p class="MsoNormal"><o:p>&#160;</o:p></p>
            <p class="MsoNormal">format text<o:p></o:p></p>
            <div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Nikkan
            &lt;news@example.org&gt;<br><b>Sent:</b> Monday, November 23, 2026 1:00 PM</p></div>
            <p>Your settings:<br>- language en<br>- format html</p>
            </body></html>

            --b--
            """);

    /// The fields that say what the text is, a blank line and the text.
    final String rest;

    Replies(String rest) {
        this.rest = rest;
    }
}
