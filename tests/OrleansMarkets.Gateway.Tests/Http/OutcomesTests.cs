using System.Reflection;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

public sealed class OutcomesTests
{
    private static readonly int[] Known =
    [
        .. typeof(RetCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(int)).Select(field => (int)field.GetRawConstantValue()!),
    ];

    public static TheoryData<ResultCode> Codes => [.. Enum.GetValues<ResultCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_result_has_a_code_and_a_text(ResultCode code)
    {
        Assert.True(Outcomes.IsKnown(code));
        Assert.Contains(Outcomes.CodeOf(code, isSpot: false), Known);
        Assert.Contains(Outcomes.CodeOf(code, isSpot: true), Known);
        Assert.Equal(
            code == ResultCode.Ok || Outcomes.EndsAtOnce(code), Outcomes.CodeOf(code, isSpot: false) == RetCodes.Ok);

        // Clients look for these texts before they look at the code.
        foreach (string misleading in new[] { "Request timeout", "invalid api_key", "unknown orderInfo", "oc_diff", "new_oc" })
        {
            Assert.DoesNotContain(misleading, Outcomes.MessageOf(code), StringComparison.OrdinalIgnoreCase);
        }
    }
}
