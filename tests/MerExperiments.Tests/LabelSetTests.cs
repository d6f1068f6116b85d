namespace MerExperiments.Tests;

public sealed class LabelSetTests
{
    [Theory]
    [InlineData("calm; 50%=x:y")]
    [InlineData("名前 two")]
    public void ProblemOf_AnyPlainText_IsNone(string name) => Assert.Null(LabelSet.ProblemOf(name));

    [Theory]
    [InlineData("a\nb", "is named \"a\\u000ab\"; a class's name must not hold line breaks or control characters")]
    [InlineData("a\u2028b", "is named \"a\\u2028b\"; a class's name must not hold line breaks or control characters")]
    [InlineData("a ", "is named \"a \"; a class's name must not begin or end with a blank")]
    [InlineData(" ", "has an empty name; it must hold a text")]
    public void ProblemOf_NameThatDoesNotShow_SaysWhy(string name, string problem)
    {
        Assert.Equal(problem, LabelSet.ProblemOf(name));
        Assert.Throws<ArgumentException>(() => new LabelSet(["b", name]));
    }
}
