namespace MerExperiments.Tokenizers;

/// <summary>Texts on which tokenizers of different settings part: contractions, digits, white space, scripts, forms of accents, bytes, names of special tokens.</summary>
internal static class SampleTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Oh my God, he's lost it. HE'S totally LOST it!",
        "I'll say 1234567 times: you're 20 years late, y'know?!",
        "  two  spaces,\ta tab\n\nand lines \r\n",
        "你好，今天天气真好！我很高兴，但他生气了。",
        "caf\u00e9 cafe\u0301 na\u00efve \u00c5ngstr\u00f6m",
        "\U0001f600\U0001f44d \U00020000 \u200b\u00ad…—“”",
        "\u0928\u092e\u0938\u094d\u0924\u0947 \u0645\u0631\u062d\u0628\u0627 \u0417\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439\u0442\u0435 한국어",
        "The emotion is: neutral, anger, joy, sadness, fear, surprise, disgust, worried.",
        "a",
        " ",
        "",
    ];

    /// <summary>A text in one line, for a message.</summary>
    public static string Shown(string text) => text.Replace("\r", "\\r").Replace("\n", "\\n").Replace("\t", "\\t");
}
