using System.Text.Json.Nodes;

namespace MerExperiments.Tests;

/// <summary>Makes faulty files of a good one: each member and element in turn is taken away, or replaced by what does not belong there.</summary>
internal static class JsonMutations
{
    private static readonly string[] Strangers = ["null", "true", "\"\"", "\"x\"", "-1", "0", "7e99", "1e999", "[]", "{}", "[null]", "{\"a\": null}", "\"a\\u0000b\"", "\"\\ud800\""];

    /// <summary>All texts that differ from a JSON text at one place.</summary>
    public static IEnumerable<string> Of(string json)
    {
        int places = Nodes(Parse(json)).Count();
        for (int place = 0; place < places; place++)
        {
            yield return Without(json, place);
            foreach (string stranger in Strangers)
            {
                yield return With(json, place, stranger);
            }
        }
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray elements => elements,
        _ => [],
    }).OfType<JsonNode>().SelectMany(child => Nodes(child).Prepend(child));

    private static string Without(string json, int place)
    {
        JsonNode root = Parse(json), node = Nodes(root).ElementAt(place);
        if (node.Parent is JsonObject members)
        {
            members.Remove(node.GetPropertyName());
        }
        else
        {
            node.Parent!.AsArray().Remove(node);
        }

        return root.ToJsonString();
    }

    /// <summary>The stranger is put in as text: a number no double holds, and half of a surrogate pair, have no node.</summary>
    private static string With(string json, int place, string stranger)
    {
        JsonNode root = Parse(json);
        Nodes(root).ElementAt(place).ReplaceWith("\u2603");
        return root.ToJsonString().Replace("\"\\u2603\"", stranger, StringComparison.Ordinal);
    }
}
