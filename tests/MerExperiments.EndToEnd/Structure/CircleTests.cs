namespace MerExperiments.EndToEnd.Structure;

/// <summary>Within a room the folders have an order too: what stands above may be changed without what it stands on.</summary>
public sealed class CircleTests
{
    /// <summary>Arrows of circles that still stand. None may be added; one that is gone must leave this list.</summary>
    private static readonly (string Room, string From, string To)[] StillStanding =
    [
        // The session and the checks of a card drive the stages of inference, which read the card's own records (graph, pooling, chunking).
        ("MerExperiments.Encoders", "MerExperiments.Encoders", "MerExperiments.Encoders.Inference"),

        // Pipeline's root is its face: the settings that its folders read, and the runner that composes them.
        ("MerExperiments.Pipeline", "MerExperiments.Pipeline", "MerExperiments.Pipeline.Inputs"),
        ("MerExperiments.Pipeline", "MerExperiments.Pipeline", "MerExperiments.Pipeline.Loop"),
        ("MerExperiments.Pipeline", "MerExperiments.Pipeline", "MerExperiments.Pipeline.Run"),
        ("MerExperiments.Pipeline", "MerExperiments.Pipeline", "MerExperiments.Pipeline.Scores"),
        ("MerExperiments.Pipeline", "MerExperiments.Pipeline", "MerExperiments.Pipeline.Splits"),
    ];

    public static TheoryData<string> Rooms => ArrowTests.Rooms;

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Namespaces_OfARoom_FormNoCircle(string room)
    {
        var uses = new NamespaceUses(Sources(room));
        foreach ((string _, string from, string to) in StillStanding.Where(arrow => arrow.Room == room))
        {
            Assert.True(uses.Forgive(from, to), $"{from} names {to} no more: its line in the list can go");
        }

        string? circle = uses.Circle();

        Assert.True(circle is null, circle);
    }

    [Fact]
    public void Circle_OfAnEnclosingNamespace_IsNamedWithItsFiles()
    {
        var uses = new NamespaceUses(
        [
            ("Card.cs", "using Room.Inner;\n\nnamespace Room;\n\npublic sealed class Card;\n"),
            ("Part.cs", "namespace Room.Inner;\n\ninternal sealed record Part(Card Card);\n"),
        ]);

        Assert.Equal($"Room -> Room.Inner (Card.cs: a using){Environment.NewLine}Room.Inner -> Room (Part.cs: Card)", uses.Circle());
    }

    [Fact]
    public void Circle_OfAQualifiedName_IsSeen()
    {
        var uses = new NamespaceUses(
        [
            ("Card.cs", "namespace Room;\n\npublic sealed class Card { Inner.Part? part; }\n"),
            ("Part.cs", "namespace Room.Inner;\n\ninternal sealed record Part(Card Card);\n"),
        ]);

        Assert.NotNull(uses.Circle());
    }

    [Fact]
    public void Circle_OfCommentsAndTexts_IsNone()
    {
        var uses = new NamespaceUses(
        [
            ("Card.cs", "using Room.Inner;\n\nnamespace Room;\n\npublic sealed class Card;\n"),
            ("Part.cs", "namespace Room.Inner;\n\n// Of a Card.\ninternal sealed class Part { string text = \"Card\"; }\n"),
        ]);

        Assert.Null(uses.Circle());
    }

    private static IEnumerable<(string Name, string Text)> Sources(string room) =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src", room), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));
}
