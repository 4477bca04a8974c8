using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A method with its arguments.</summary>
public interface IInvokable
{
    /// <summary>Number of arguments.</summary>
    /// <returns>The number.</returns>
    int GetArgumentCount();

    /// <summary>Reads an argument.</summary>
    /// <param name="index">Its position.</param>
    /// <returns>Its value.</returns>
    object? GetArgument(int index);

    /// <summary>Replaces an argument.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="value">Its value.</param>
    void SetArgument(int index, object value);

    /// <summary>Name of the method.</summary>
    /// <returns>The name.</returns>
    string GetMethodName();

    /// <summary>Name of the interface.</summary>
    /// <returns>The name.</returns>
    string GetInterfaceName();

    /// <summary>The interface.</summary>
    /// <returns>The interface.</returns>
    Type GetInterfaceType();

    /// <summary>The method.</summary>
    /// <returns>The method.</returns>
    MethodInfo GetMethod();
}
