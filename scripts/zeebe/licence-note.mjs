// Which licence a line of Zeebe has, in one sentence, so that whoever runs it decides. The licence text in the broker's folder is what counts.

/** @returns { production: may it run in production free of charge; text: Vietnamese and English } */
export const licenceNote = (version) => {
  const [major, line] = version.split('.').map(Number);
  if (major === 8 && line <= 5)
    return {
      production: true,
      text: [
        `Zeebe ${version} theo giấy phép Zeebe Community License 1.1: dùng miễn phí, kể cả chạy thật; chỉ không được bán dịch vụ cho người khác tự đưa quy trình của họ vào chạy.`,
        `Zeebe ${version} is under the Zeebe Community License 1.1: free, in production too, except for selling a service in which others deploy processes of their own.`,
      ].join(' | '),
    };
  return {
    production: false,
    text: [
      `Zeebe ${version} theo giấy phép Camunda License 1.0: chỉ miễn phí khi không chạy thật (học, phát triển, thử); chạy thật phải mua giấy phép của Camunda.`,
      `Zeebe ${version} is under the Camunda License 1.0: free for non-production use only; production needs a licence bought from Camunda.`,
    ].join(' | '),
  };
};
