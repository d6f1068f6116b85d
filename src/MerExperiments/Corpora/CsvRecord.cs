namespace MerExperiments.Corpora;

/// <summary>The fields of one CSV record and the line on which it starts.</summary>
internal readonly record struct CsvRecord(int Line, string[] Fields);
