namespace MerExperiments.Datasets.Tests;

/// <summary>What a test's server answers, truly or not.</summary>
internal sealed record Reply
{
    public int Status { get; init; } = 200;

    public byte[] Body { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The Content-Length it claims; null for the body's own, -1 to claim none and end by closing.</summary>
    public long? ClaimedLength { get; init; }

    /// <summary>The bytes after which the connection breaks; null where it does not.</summary>
    public int? BreakAfter { get; init; }

    /// <summary>Whether it says nothing more after the last byte, and keeps the connection.</summary>
    public bool Stalls { get; init; }

    /// <summary>A file with a strong ETag, from the byte that was asked for.</summary>
    public static Reply File(byte[] content, ServedRequest request, string tag = "\"1\"")
    {
        bool isPart = request.From is not null && (request["If-Range"] ?? tag) == tag;
        if (!isPart)
        {
            return new Reply { Body = content, Headers = [("ETag", tag)] };
        }

        int from = (int)request.From!.Value;
        return from < content.Length
            ? new Reply { Status = 206, Body = content[from..], Headers = [("ETag", tag), ("Content-Range", $"bytes {from}-{content.Length - 1}/{content.Length}")] }
            : new Reply { Status = 416, Headers = [("Content-Range", $"bytes */{content.Length}")] };
    }
}
