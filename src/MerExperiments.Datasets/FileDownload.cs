using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Polly;
using Polly.Retry;

namespace MerExperiments.Datasets;

/// <summary>Fetches one file into its part, over as many answers as it takes, until it is whole and has its hash.</summary>
internal sealed class FileDownload(WebReader web, TimeProvider time, FetchOptions options, IRunProgress progress)
{
    private const int BlockBytes = 1 << 17;

    /// <summary>Fetches a file; it has its name only when it is whole and right.</summary>
    /// <exception cref="InvalidInputException">The server has not the file, or it differs from the card; what came lies at <c>.refused</c>.</exception>
    /// <exception cref="TransientException">The server or the way to it kept failing.</exception>
    public async Task RunAsync(Download file, string path, CancellationToken cancellation)
    {
        using PartFile part = PartFile.Open(path, file, cancellation);
        using var transfer = new Transfer(file, part);
        await ReceiveAsync(transfer, cancellation).ConfigureAwait(false);
        if (!IsRight(transfer) && part.IsPieced)
        {
            progress.Say($"{file.Path}: its pieces do not make the file the card names, so it is fetched anew");
            part.Begin(goesOn: false, validator: null);
            await ReceiveAsync(transfer, cancellation).ConfigureAwait(false);
        }

        if (IsRight(transfer))
        {
            part.MoveTo(path, replace: false);
            return;
        }

        string sha256 = part.Sha256();
        part.MoveTo(path + ".refused", replace: true);
        throw new InvalidInputException(file.Url, $"gives a file with the SHA-256 {sha256}; the card says {file.Sha256}. It lies at {path}.refused");
    }

    private static bool IsRight(Transfer transfer) => transfer.Part.Sha256().Equals(transfer.File.Sha256, StringComparison.OrdinalIgnoreCase);

    /// <summary>Asks again for as long as bytes come; a try that brings none counts, and the waits between those double.</summary>
    private async Task ReceiveAsync(Transfer transfer, CancellationToken cancellation)
    {
        int failures = 0;
        long reached = transfer.Part.Length;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is TransientException && failures <= options.Retries),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(DelayAfter(failures, (TransientException)args.Outcome.Exception!)),
                OnRetry = args => Tell(transfer, failures, args),
            })
            .Build();
        await pipeline.ExecuteAsync(Try, cancellation).ConfigureAwait(false);

        async ValueTask Try(CancellationToken token)
        {
            try
            {
                await AttemptAsync(transfer, token).ConfigureAwait(false);
            }
            catch (TransientException)
            {
                failures = transfer.Part.Length > reached ? 1 : failures + 1;
                reached = Math.Max(reached, transfer.Part.Length);
                throw;
            }
        }
    }

    private TimeSpan DelayAfter(int failures, TransientException failure)
    {
        TimeSpan doubled = options.FirstDelay * Math.Pow(2, Math.Min(failures - 1, 30));
        TimeSpan wanted = failure.Wait is { } asked && asked > doubled ? asked : doubled;
        return wanted < options.LongestDelay ? wanted : options.LongestDelay;
    }

    private ValueTask Tell(Transfer transfer, int failures, OnRetryArguments<object> args)
    {
        progress.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{transfer.File.Path}: {args.Outcome.Exception!.Message}; trying again in {args.RetryDelay.TotalSeconds:F0} s ({failures} of {options.Retries})"));
        return ValueTask.CompletedTask;
    }

    /// <summary>One question and its answer, as far as it comes.</summary>
    private async Task AttemptAsync(Transfer transfer, CancellationToken cancellation)
    {
        if (transfer.IsComplete)
        {
            return;
        }

        using var stall = new CancellationTokenSource(options.Stall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellation);
        try
        {
            using HttpResponseMessage response = await web
                .GetAsync(new Uri(transfer.File.Url), transfer.Part.Length, transfer.Part.Validator, either.Token).ConfigureAwait(false);
            if (await BeginAsync(transfer, response, cancellation).ConfigureAwait(false))
            {
                await CopyAsync(transfer, response, stall, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientException($"no byte came for {options.Stall.TotalSeconds:F0} s", cause: e);
        }
        catch (HttpRequestException e)
        {
            throw new TransientException(e.Message.TrimEnd('.'), cause: e);
        }
    }

    /// <summary>Looks at an answer's head; true where its body is to be added to the part.</summary>
    private async Task<bool> BeginAsync(Transfer transfer, HttpResponseMessage response, CancellationToken cancellation)
    {
        PartFile part = transfer.Part;
        HttpContentHeaders headers = response.Content.Headers;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                Accept(transfer, response, headers.ContentLength, goesOn: false);
                return true;
            case HttpStatusCode.PartialContent when headers.ContentRange?.From == part.Length:
                Accept(transfer, response, headers.ContentRange.Length, goesOn: true);
                return true;
            case HttpStatusCode.RequestedRangeNotSatisfiable when headers.ContentRange?.Length == part.Length && part.Length > 0:
                return false;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable when part.Length > 0:
                part.Begin(goesOn: false, validator: null);
                await AttemptAsync(transfer, cancellation).ConfigureAwait(false);
                return false;
            default:
                throw Refusal(transfer.File.Url, response);
        }
    }

    private void Accept(Transfer transfer, HttpResponseMessage response, long? length, bool goesOn)
    {
        Download file = transfer.File;
        if (file.Bytes is { } said && length is { } served && said != served)
        {
            throw new InvalidInputException(file.Url, $"has {served} bytes; the card says {said}");
        }

        if (length is { } all && FullDisk.Fault(transfer.Folder, all - (goesOn ? transfer.Part.Length : 0), options.FreeBytes) is { } fault)
        {
            throw new InvalidInputException([fault]);
        }

        transfer.Part.Begin(goesOn, WebReader.ValidatorOf(response) ?? (goesOn ? transfer.Part.Validator : null));
        transfer.Expect(file.Bytes ?? length ?? (goesOn ? transfer.Bytes : null), progress);
    }

    private async Task CopyAsync(Transfer transfer, HttpResponseMessage response, CancellationTokenSource stall, CancellationToken cancellation)
    {
        byte[] block = new byte[BlockBytes];
        for (int read = await ReadAsync().ConfigureAwait(false); read > 0; read = await ReadAsync().ConfigureAwait(false))
        {
            transfer.Add(block.AsSpan(0, read));
        }

        if (!transfer.IsComplete && transfer.Bytes is { } bytes)
        {
            throw new TransientException($"the answer ended after {transfer.Part.Length} of {bytes} bytes");
        }

        async Task<int> ReadAsync()
        {
            stall.CancelAfter(options.Stall);
            try
            {
                Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
                return await body.ReadAsync(block, cancellation).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw new TransientException($"the connection broke after {transfer.Part.Length} bytes", cause: e);
            }
        }
    }

    private Exception Refusal(string url, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        string answer = string.Create(CultureInfo.InvariantCulture, $"answers {status} {response.ReasonPhrase}").TrimEnd();
        bool mayPass = status is 408 or 425 or 429 || (status >= 500 && status is not (501 or 505));
        RetryConditionHeaderValue? wait = response.Headers.RetryAfter;
        return mayPass
            ? new TransientException($"the server {answer}", wait?.Delta ?? (wait?.Date is { } date ? date - time.GetUtcNow() : null))
            : new InvalidInputException(url, $"{answer}; check the card's address");
    }
}
