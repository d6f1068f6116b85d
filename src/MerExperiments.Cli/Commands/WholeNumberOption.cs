using System.CommandLine;
using System.Globalization;

namespace MerExperiments.Cli.Commands;

/// <summary>Makes options that take one whole number.</summary>
internal static class WholeNumberOption
{
    public static Option<int?> Create(string name, int least, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least)
            {
                return number;
            }

            result.AddError($"{name} is \"{text}\"; it must be a whole number, {least} or more");
            return null;
        },
    };
}
