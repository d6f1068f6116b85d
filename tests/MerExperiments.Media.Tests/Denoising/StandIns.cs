using MerExperiments.Media.Denoising;
using MerExperiments.Onnx;

namespace MerExperiments.Media.Tests.Denoising;

/// <summary>Graphs with the inputs and outputs of published exports, that do something a test can foresee.</summary>
internal static class StandIns
{
    /// <summary>The inputs and outputs of MossFormer2_SE_48K: halves the sound.</summary>
    public static OnnxModel Enhancer(object length)
    {
        var graph = new OnnxGraph("enhancer");
        string sound = graph.ToSingle(graph.Input("noisy_audio", OnnxElement.Int16, 1, 1, length));
        graph.Output("denoised_audio", ToInt16(graph, graph.Multiply(sound, 0.5f)), OnnxElement.Int16, 1, 1, length);
        return graph.ToModel();
    }

    /// <summary>The inputs and outputs of MossFormer2_SS_16K: magnitudes in the first source, the sound at a quarter in the second.</summary>
    public static OnnxModel Separator()
    {
        var graph = new OnnxGraph("separator");
        string sound = graph.ToSingle(graph.Input("mix_audio", OnnxElement.Int16, 1, 1, "n"));
        string flat = graph.Reshape(sound, 1, -1);
        graph.Output("separated_0", ToInt16(graph, graph.Node("Abs", [flat])), OnnxElement.Int16, 1, "n");
        graph.Output("separated_1", ToInt16(graph, graph.Multiply(flat, 0.25f)), OnnxElement.Int16, 1, "n");
        return graph.ToModel();
    }

    /// <summary>One output [1, 2, n] in float: the sound and its negative, which change places where a chunk's sum is below zero.</summary>
    public static OnnxModel SwappingSeparator()
    {
        var graph = new OnnxGraph("swapping-separator");
        string sound = graph.Input("input", OnnxElement.Single, 1, "n");
        string channel = graph.Unsqueeze(sound, 1);
        string sign = graph.Node("Sign", [graph.Sum(channel, 2)]);
        string first = graph.Multiply(channel, sign);
        graph.Output("output", graph.Concat(1, first, graph.Multiply(first, -1f)), OnnxElement.Single, 1, 2, "n");
        return graph.ToModel();
    }

    /// <summary>Float [1, n] to [1, n] times a number: the plainest denoiser there is.</summary>
    public static OnnxModel Plain(float scale)
    {
        var graph = new OnnxGraph("plain");
        string sound = graph.Input("input", OnnxElement.Single, 1, "n");
        graph.Output("output", graph.Multiply(sound, scale), OnnxElement.Single, 1, "n");
        return graph.ToModel();
    }

    /// <summary>Gives one sample less than it takes.</summary>
    public static OnnxModel Shortening()
    {
        var graph = new OnnxGraph("shortening");
        string sound = graph.Input("input", OnnxElement.Single, 1, "n");
        graph.Output("output", graph.Slice(sound, 1, 1, long.MaxValue), OnnxElement.Single, 1, "m");
        return graph.ToModel();
    }

    /// <summary>Fails on clips of fewer than seven samples: it reads the seventh.</summary>
    public static OnnxModel SevenSamplesOrMore()
    {
        var graph = new OnnxGraph("seven");
        string sound = graph.Input("input", OnnxElement.Single, 1, "n");
        string seventh = graph.Node("Gather", [sound, graph.Integers(6)], ("axis", 1));
        graph.Output("output", graph.Add(sound, seventh), OnnxElement.Single, 1, "n");
        return graph.ToModel();
    }

    /// <summary>A card of the plain layout for a graph in a folder.</summary>
    public static string Card(string name, string layout = "") => $$"""
        {
          "name": "{{name}}", "kind": "waveform", "licence": "none", "source": "test",
          "graphs": [{ "file": "{{name}}.onnx", "input": "input", "outputs": ["output"] }],
          "layout": { "inputRank": 2, "outputRank": 2, "chunkSamples": 1000, "overlapSamples": 200{{layout}} }
        }
        """;

    /// <summary>Writes a graph and its card into a folder and opens the registry over it.</summary>
    public static MediaModels<IDenoiser> Registry(TemporaryFolder folder, string name, OnnxModel model, string card)
    {
        folder.Write($"{name}.onnx", model.ToBytes());
        folder.Write($"{name}.denoiser.json", System.Text.Encoding.UTF8.GetBytes(card));
        return TestModels.Denoisers(folder.Path, folder.Path);
    }

    /// <summary>The ready-made card, with the stand-in where its file belongs.</summary>
    public static MediaModels<IDenoiser> Published(TemporaryFolder folder, string file, OnnxModel model)
    {
        folder.Write($"mossformer2/{file}.onnx", model.ToBytes());
        return TestModels.Denoisers(folder.Path, DenoisingAssets.Cards());
    }

    private static string ToInt16(OnnxGraph graph, string value) =>
        graph.Node("Cast", [graph.Node("Round", [value])], ("to", (int)OnnxElement.Int16));
}
