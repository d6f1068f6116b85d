namespace MerExperiments.Encoders;

/// <summary>What a graph's entry in a card must hold to.</summary>
internal static class EncoderGraphRules
{
    /// <summary>The faults, each at a property of the card.</summary>
    public static IEnumerable<Fault> Of(EncoderCard card, EncoderGraph graph, int index)
    {
        string at = FormattableString.Invariant($"graphs[{index}]");
        IEnumerable<Fault> roles = index == 0
            ? Roles(card, graph)
            : Named(graph).Select(role => new Fault(role, "is given for the second graph; only the first is fed with it"));
        return Hashes(graph).Concat(Windows(graph, index)).Concat(Outputs(graph)).Concat(roles)
            .Select(fault => fault with { Place = $"{at}.{fault.Place}" });
    }

    private static IEnumerable<Fault> Hashes(EncoderGraph graph) =>
        (graph.SideFiles ?? new Dictionary<string, string>())
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => ($"sideFiles.{file.Key}", (string?)file.Value))
            .Prepend(("sha256", graph.Sha256))
            .Where(hash => hash.Item2 is { } text && !(text.Length == 64 && text.All(char.IsAsciiHexDigit)))
            .Select(hash => new Fault(hash.Item1, $"is \"{hash.Item2}\"; it must be 64 hexadecimal digits"));

    private static IEnumerable<Fault> Windows(EncoderGraph graph, int index)
    {
        if (index == 0 == graph.WindowFrames is not null || graph.WindowFrames <= 0)
        {
            string rule = index == 0 ? "the first graph must have none" : "it must be 1 or more";
            yield return new Fault("windowFrames", $"is {(graph.WindowFrames is { } frames ? FormattableString.Invariant($"{frames}") : "absent")}; {rule}");
        }

        if (graph.HopFrames <= 0)
        {
            yield return new Fault("hopFrames", FormattableString.Invariant($"is {graph.HopFrames}; it must be 1 or more"));
        }
    }

    private static IEnumerable<Fault> Outputs(EncoderGraph graph) =>
    [
        .. EncoderCardRules.Rule(graph.Output is null != graph.Outputs is null, "output", $"is {(graph.Output is null ? "absent" : "given")} with outputs {(graph.Outputs is null ? "absent" : "given")}; it must be one or the other"),
        .. EncoderCardRules.Rule(
            graph.Outputs is null || (graph.Outputs.Count > 0 && graph.Outputs.Distinct().Count() == graph.Outputs.Count),
            "outputs",
            $"is [{string.Join(", ", graph.Outputs ?? [])}]; it must name one output or more, each once"),
        .. EncoderCardRules.Rule(
            graph.Layers is null || (graph.Layers.Count > 0 && graph.Layers.Distinct().Count() == graph.Layers.Count),
            "layers",
            $"is [{string.Join(", ", graph.Layers ?? [])}]; it must name one layer or more, each once"),
    ];

    private static IEnumerable<Fault> Roles(EncoderCard card, EncoderGraph graph)
    {
        bool tokens = card.Input == EncoderInput.Tokens;
        bool sequences = card.Input is not (EncoderInput.LogMel or EncoderInput.Images or EncoderInput.FaceFrames);
        return
        [
            .. EncoderCardRules.Rule(graph.Lengths is null || sequences, "lengths", $"is given for the input {card.Input}, of which all rows are equally long"),
            .. EncoderCardRules.Rule(graph.Mask is null || sequences, "mask", $"is given for the input {card.Input}, of which all rows are equally long"),
            .. EncoderCardRules.Rule(graph.TokenTypes is null || tokens, "tokenTypes", $"is given for the input {card.Input}; only tokens have it"),
            .. EncoderCardRules.Rule(
                (graph.Scale == 1 && graph.Offset == 0) || card.Modality == Modality.Audio,
                "scale",
                $"is given for the input {card.Input}; only sounds and windows are scaled here"),
            .. EncoderCardRules.Rule(graph.Positions is null || tokens, "positions", $"is given for the input {card.Input}; only tokens have it"),
        ];
    }

    private static IEnumerable<string> Named(EncoderGraph graph) =>
        new (string Role, string? Tensor)[] { ("lengths", graph.Lengths), ("mask", graph.Mask), ("tokenTypes", graph.TokenTypes), ("positions", graph.Positions) }
            .Where(role => role.Tensor is not null)
            .Select(role => role.Role);
}
