using System.Reflection;
using System.Reflection.Emit;

namespace MerExperiments.EndToEnd.Structure;

/// <summary>Reads which methods a method calls from its instructions.</summary>
internal static class MethodCalls
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<ushort, OpCode> Codes =
        typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => unchecked((ushort)code.Value));

    /// <summary>All methods and constructors of an assembly, those the compiler made among them.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Assembly assembly) => assembly.GetTypes().SelectMany(type => type.GetMembers(Own)).OfType<MethodBase>();

    /// <summary>What a method calls, in order and as often.</summary>
    public static IReadOnlyList<MethodBase> Of(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var calls = new List<MethodBase>();
        for (int at = 0; at < code.Length;)
        {
            ushort value = code[at++];
            OpCode instruction = Codes[value == 0xFE ? (ushort)(0xFE00 | code[at++]) : value];
            if (instruction.OperandType == OperandType.InlineMethod)
            {
                calls.Add(method.Module.ResolveMethod(BitConverter.ToInt32(code, at), ArgumentsOf(method.DeclaringType!), ArgumentsOf(method))!);
            }

            at += Size(instruction.OperandType, code, at);
        }

        return calls;
    }

    private static Type[]? ArgumentsOf(Type type) => type.IsGenericType ? type.GetGenericArguments() : null;

    private static Type[]? ArgumentsOf(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments() : null;

    private static int Size(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
