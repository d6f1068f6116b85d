using System.Net;
using System.Net.Http.Headers;

namespace MerExperiments.Datasets;

/// <summary>Asks for files over http and https: from a byte on where a part is here, through redirects that lead to nothing less safe.</summary>
internal sealed class WebReader(HttpClient client, int redirects)
{
    /// <summary>The first answer that is no redirect; its body is not read yet.</summary>
    /// <param name="url">The address.</param>
    /// <param name="from">The first byte wanted; 0 for all.</param>
    /// <param name="validator">What the bytes before it were called; null where nothing is known, and what no If-Range may hold counts as null.</param>
    /// <param name="cancellation">Stops the asking.</param>
    /// <exception cref="InvalidInputException">A redirect leads to another scheme, nowhere, or on for ever.</exception>
    /// <exception cref="HttpRequestException">There is no way to the server.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri url, long from, string? validator, CancellationToken cancellation)
    {
        for (int hop = 0; hop <= redirects; hop++)
        {
            using HttpRequestMessage request = Request(url, from, validator);
            HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode))
            {
                return response;
            }

            using (response)
            {
                url = Next(url, response.Headers.Location);
            }
        }

        throw new InvalidInputException(url.ToString(), $"is the end of {redirects + 1} redirects, and redirects again; {redirects} are followed");
    }

    /// <summary>What a server calls the state of a file that it sends; null where it gives nothing that If-Range may hold.</summary>
    public static string? ValidatorOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.ToString() : response.Content.Headers.LastModified?.ToString("R");

    private static HttpRequestMessage Request(Uri url, long from, string? validator)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("MerExperiments", null));
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            request.Headers.IfRange = RangeConditionHeaderValue.TryParse(validator, out RangeConditionHeaderValue? state) ? state : null;
        }

        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri Next(Uri url, Uri? location)
    {
        if (location is null)
        {
            throw new InvalidInputException(url.ToString(), "redirects and does not say where to");
        }

        var next = new Uri(url, location);
        bool isSafe = next.Scheme == url.Scheme || (url.Scheme == Uri.UriSchemeHttp && next.Scheme == Uri.UriSchemeHttps);
        return isSafe
            ? next
            : throw new InvalidInputException(url.ToString(), $"redirects to {next}; a redirect must stay with {url.Scheme} or go from http to https");
    }
}

/// <summary>A server or the way to it failed in a manner that may pass.</summary>
/// <param name="problem">What happened.</param>
/// <param name="wait">How long the server asks to wait; null where it says nothing.</param>
/// <param name="cause">What was thrown; null where nothing was.</param>
internal sealed class TransientException(string problem, TimeSpan? wait = null, Exception? cause = null) : Exception(problem, cause)
{
    public TimeSpan? Wait { get; } = wait;
}
