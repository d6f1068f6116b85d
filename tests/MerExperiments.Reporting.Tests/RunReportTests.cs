using MerExperiments.Runs;

namespace MerExperiments.Reporting.Tests;

public sealed class RunReportTests
{
    [Fact]
    public void Write_FinishedRun_WritesOneFile()
    {
        using var builder = new RunBuilder();
        RunFolder run = builder.Finished();
        RunReport.Write(run, run.Report);
        if (Environment.GetEnvironmentVariable("KEEP") is { } keep) { File.Copy(run.Report, keep, true); }
        Assert.True(File.Exists(run.Report));
    }
}
