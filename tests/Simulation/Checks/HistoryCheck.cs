using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Simulation.Clients;
using OrleansMarkets.Simulation.Evidence;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Checks;

/// <summary>
/// Holds what clients were told against the journal: every acknowledged result is in it (I19), nothing that was definitely refused has
/// executed and nothing executes twice (I20, I23), and orders did what they asked for (I13, I14).
/// </summary>
internal sealed class HistoryCheck(JournalEvidence journal, Violations violations, ReachCounters reach)
{
    public void Run(IEnumerable<Operation> history)
    {
        foreach (Operation operation in history)
        {
            if (operation.Ledger is { } command)
            {
                CheckLedger(operation, command);
            }
            else
            {
                CheckOrder(operation);
            }

            Count(operation);
        }
    }

    private static AccountCommand CommandOf(OperationKind kind, LedgerCommand command)
    {
        var id = new CommandId(command.Id.High, command.Id.Low);
        return kind switch
        {
            OperationKind.Deposit => AccountCommand.Deposit(id, command.Asset, command.AmountQuanta),
            OperationKind.Withdraw => AccountCommand.Withdraw(id, command.Asset, command.AmountQuanta, 0),
            _ => AccountCommand.SendTransfer(id, command.Counterparty, command.Asset, command.AmountQuanta, 0),
        };
    }

    private void CheckOrder(Operation operation)
    {
        if (!journal.Markets.TryGetValue(operation.Symbol, out MarketReplay? market))
        {
            violations.Require(
                operation.Answers.TrueForAll(
                    answer => answer.Code is ResultCode.UnknownMarket or ResultCode.InvalidRequest || !answer.IsResult),
                "I20",
                $"a result of a market that does not exist: {operation}");
            return;
        }

        var id = new CommandId(operation.Id.High, operation.Id.Low);
        List<ResultStoredEvent> stored = market.Trail.Results.GetValueOrDefault((operation.Account, id)) ?? [];
        List<ResultStoredEvent> executed = stored.FindAll(result => result.Result.Code == ResultCode.Ok);
        violations.Require(executed.Count <= 1, "I23", $"{executed.Count} executions of {operation}");
        foreach (Answer answer in operation.Answers)
        {
            CheckAnswer(operation, answer, stored, executed);
        }

        CheckOtherBody(operation, stored);
        if (operation.Order is { } order)
        {
            foreach (ResultStoredEvent result in executed)
            {
                CheckExecution(order, market, result);
            }
        }
    }

    private void CheckAnswer(Operation operation, in Answer answer, List<ResultStoredEvent> stored, List<ResultStoredEvent> executed)
    {
        if (!answer.IsResult)
        {
            return;
        }

        PlaceResult told = answer.Order;
        if (told.Sequence > 0)
        {
            bool found = stored.Exists(result => result.Result.Code == told.Code
                && result.Result.Sequence == told.Sequence
                && result.Result.OrderId == told.OrderId
                && result.Result.FilledLots == told.FilledLots
                && result.Result.FilledQuanta == told.FilledNotionalQuanta
                && result.Result.RestingLots + result.Result.WaitingLots == told.RemainingLots);
            violations.Require(found, "I19", $"{told} is not in the journal: {operation}");
        }
        else
        {
            violations.Require(answer.Code != ResultCode.Ok, "I20", $"accepted without a record: {operation}");
        }

        violations.Require(
            answer.Code == ResultCode.Ok || executed.Count == 0, "I19", $"refused with {answer.Code}, but executed: {operation}");
    }

    private void CheckOtherBody(Operation operation, List<ResultStoredEvent> stored)
    {
        foreach (Answer answer in operation.AnswersToOtherBody)
        {
            bool isRefused = answer.Code == ResultCode.DuplicateIdDifferentBody || !answer.IsResult;
            violations.Require(
                isRefused || stored.Count == 0 || !operation.IsDecided, "I23", $"another body under the id got {answer}: {operation}");
        }
    }

    private void CheckExecution(PlaceOrder order, MarketReplay market, in ResultStoredEvent stored)
    {
        CommandResult result = stored.Result;
        bool isAsked = market.Trail.FindOrder(result.OrderId) is { } life
            && life.Account == stored.Account
            && life.Side == order.Side
            && life.Type == order.Type
            && life.TimeInForce == order.TimeInForce
            && life.Flags == order.Flags
            && life.AskedLots == order.QuantityLots;
        violations.Require(isAsked, "I20", $"{market.Trail.Symbol}: {result} is of another order than {order}");
        long sum = result.FilledLots + result.RestingLots + result.WaitingLots + result.CancelledLots;
        bool isImmediate = order.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;
        bool mayRest = !isImmediate || market.Trail.HoldsAuctions;
        violations.Require(mayRest || result.RestingLots == 0, "I14", $"{result} rests: {order}");
        violations.Require(
            order.TimeInForce != TimeInForce.FillOrKill || result.FilledLots + result.WaitingLots == sum,
            "I14",
            $"{result} is not whole: {order}");
        bool isPostOnly = (order.Flags & (OrderFlags.PostOnly | OrderFlags.PostOnlySlide)) != 0;
        violations.Require(!isPostOnly || result.FilledLots == 0, "I14", $"{result} took: {order}");
    }

    private void CheckLedger(Operation operation, LedgerCommand command)
    {
        if (!journal.Accounts.TryGetValue(operation.Account, out AccountTrail? account))
        {
            violations.Require(!operation.IsDecided, "I19", $"no log of {operation}");
            return;
        }

        AccountState asked = account.Copy();
        AccountOutcome again = asked.Execute(CommandOf(operation.Kind, command), asked.TimeNs, new RecordWriter());
        ResultCode? recorded = again.IsRepeat ? again.Code : null;
        foreach (Answer answer in operation.Answers)
        {
            if (answer.Code == ResultCode.Ok)
            {
                violations.Require(recorded == ResultCode.Ok, "I19", $"acknowledged, but the log has {recorded}: {operation}");
            }
            else if (answer.IsResult)
            {
                violations.Require(recorded != ResultCode.Ok, "I19", $"refused with {answer.Code}, but executed: {operation}");
            }
        }

        foreach (Answer answer in operation.AnswersToOtherBody)
        {
            violations.Require(recorded is null || answer.Code != ResultCode.Ok, "I23", $"two bodies under one id: {operation}");
        }
    }

    private void Count(Operation operation)
    {
        bool isDone = operation.Answers.Exists(answer => answer.Code == ResultCode.Ok);
        reach.Add(Branch.MassCancelled, isDone && operation.Kind == OperationKind.MassCancel ? 1 : 0);
        reach.Add(Branch.ScalePlaced, isDone && operation.Kind == OperationKind.Scale ? 1 : 0);
        foreach (Answer answer in operation.Answers)
        {
            switch (answer.Code)
            {
                case ResultCode.AccountRecovering: reach.Add(Branch.RecoveringRefusedRisk); break;
                case ResultCode.CannotFillWhole: reach.Add(Branch.FillOrKillRejected); break;
                case ResultCode.WouldTake: reach.Add(Branch.PostOnlyRejected); break;
                case ResultCode.DeadlineExpired: reach.Add(Branch.DeadlineExpired); break;
                case ResultCode.OrderNotFound: reach.Add(Branch.CancelOfUnknownOrder); break;
                case ResultCode.InternalReject: reach.Add(Branch.PoisonAnsweredFromStore); break;
                case ResultCode.OrderChanged: reach.Add(Branch.AmendmentOvertaken); break;
                case ResultCode.TriggerAlreadyReached: reach.Add(Branch.TriggerReachedAlready); break;
                case ResultCode.LinkedOrderGone or ResultCode.LinkedOrderTraded: reach.Add(Branch.LinkedOrderGone); break;
                case ResultCode.StalePrice: reach.Add(Branch.StaleIndexGate); break;
            }
        }
    }
}
