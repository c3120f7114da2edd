export type Language = 'vi' | 'en';

const vi = {
  siteName: 'Một Cửa', skip: 'Đến nội dung', procedures: 'Thủ tục', tracking: 'Tra cứu hồ sơ', myDossiers: 'Hồ sơ của tôi', work: 'Làm việc', signIn: 'Đăng nhập',
  otherLanguage: 'English', homeTitle: 'Làm thủ tục hành chính, không đi lại nhiều lần', homeLead: 'Xem cần chuẩn bị gì, nộp hồ sơ, theo dõi đến khi nhận kết quả.',
  searchLabel: 'Tìm thủ tục', searchHint: 'Ví dụ: khai sinh, trích lục', search: 'Tìm', trackLead: 'Có mã hồ sơ? Xem hồ sơ đang ở đâu và hẹn trả lúc nào.',
  proceduresTitle: 'Thủ tục hành chính', noProcedures: 'Không có thủ tục nào khớp với từ tìm. Thử từ ngắn hơn hoặc bỏ dấu.', allProcedures: 'Xem tất cả thủ tục',
  time: 'Thời hạn', fee: 'Phí, lệ phí', free: 'Không thu', byProvince: 'Theo quy định của tỉnh, thành phố', sameDay: 'Trong ngày', cutOff: 'Nhận sau 15 giờ: tính từ ngày làm việc kế tiếp',
  workingDays: 'ngày làm việc', workingHours: 'giờ làm việc', days: 'ngày', whichCase: 'Trường hợp của tôi', prepare: 'Cần chuẩn bị', stateHolds: 'Không cần nộp: cơ quan nhà nước tự tra cứu',
  fillOnline: 'Điền trên mạng khi nộp', optional: 'nếu có', original: 'bản chính', copy: 'bản sao', results: 'Kết quả', legal: 'Căn cứ pháp lý', conditions: 'Yêu cầu, điều kiện', who: 'Ai làm thủ tục này',
  channels: 'Cách nộp', DIRECT: 'Trực tiếp tại quầy', ONLINE: 'Trực tuyến', POST: 'Qua bưu chính công ích', fileOnline: 'Nộp trực tuyến', full: 'Dịch vụ công trực tuyến toàn trình', partial: 'Dịch vụ công trực tuyến một phần',
  notOnline: 'Thủ tục này nộp tại quầy hoặc qua bưu chính.', notOffered: 'Thủ tục này chưa được phát hành cho đơn vị. Hỏi bộ phận một cửa gần nhất.', version: 'Phiên bản', since: 'từ',
  trackTitle: 'Tra cứu hồ sơ', code: 'Mã hồ sơ', lookupCode: 'Mã tra cứu in trên giấy tiếp nhận', look: 'Xem hồ sơ', trackWrong: 'Không tìm thấy hồ sơ với hai mã này. Xem lại mã trên giấy tiếp nhận hồ sơ.',
  trackSlow: 'Thử sai nhiều lần. Đợi một lúc rồi thử lại.', status: 'Tình trạng', now: 'Đang ở bước', promised: 'Hẹn trả', submitted: 'Ngày nộp', accepted: 'Ngày tiếp nhận', todo: 'Việc Ông/Bà cần làm', nothingTodo: 'Không có việc gì phải làm',
  supplement: 'Bổ sung giấy tờ: đăng nhập, mở hồ sơ và gửi các mục được nêu', pay: 'Nộp phí, lệ phí', collect: 'Nhận kết quả', notFoundTitle: 'Không có trang này', notFound: 'Địa chỉ sai hoặc trang đã chuyển. Bắt đầu lại từ danh sách thủ tục.', paused: 'Đồng hồ tạm dừng, chờ người nộp', noDue: 'Chưa có hẹn trả',
};
type Texts = Readonly<Record<keyof typeof vi, string>>;

const en: Texts = {
  siteName: 'Một Cửa', skip: 'Skip to content', procedures: 'Procedures', tracking: 'Track a dossier', myDossiers: 'My dossiers', work: 'Work', signIn: 'Sign in',
  otherLanguage: 'Tiếng Việt', homeTitle: 'Administrative procedures without repeated trips', homeLead: 'See what to prepare, file, and follow your dossier until you have the result.',
  searchLabel: 'Find a procedure', searchHint: 'For example: birth, extract', search: 'Search', trackLead: 'Have a dossier code? See where it is and when it is due.',
  proceduresTitle: 'Administrative procedures', noProcedures: 'No procedure matches. Try a shorter word.', allProcedures: 'See all procedures',
  time: 'Time limit', fee: 'Fees and charges', free: 'None', byProvince: 'Set by the province or city', sameDay: 'Same day', cutOff: 'Received after 15:00: counted from the next working day',
  workingDays: 'working days', workingHours: 'working hours', days: 'days', whichCase: 'My case', prepare: 'What to prepare', stateHolds: 'Nothing to hand in: looked up by the authority',
  fillOnline: 'Filled in online when you file', optional: 'if any', original: 'original', copy: 'copy', results: 'Result', legal: 'Legal basis', conditions: 'Conditions', who: 'Who may file',
  channels: 'Ways to file', DIRECT: 'At the desk', ONLINE: 'Online', POST: 'By public post', fileOnline: 'File online', full: 'Fully online service', partial: 'Partly online service',
  notOnline: 'This procedure is filed at the desk or by post.', notOffered: 'This procedure has not been released for this unit. Ask the nearest one-stop desk.', version: 'Version', since: 'since',
  trackTitle: 'Track a dossier', code: 'Dossier code', lookupCode: 'Lookup code printed on the receipt', look: 'Show dossier', trackWrong: 'No dossier with these two codes. Check them on your receipt.',
  trackSlow: 'Too many wrong attempts. Wait a while and try again.', status: 'Status', now: 'Current step', promised: 'Due', submitted: 'Filed', accepted: 'Accepted', todo: 'What you have to do', nothingTodo: 'Nothing for you to do',
  supplement: 'Supplement papers: sign in, open the dossier and send the items named there', pay: 'Pay the fees', collect: 'Collect the result', notFoundTitle: 'No such page', notFound: 'The address is wrong or the page has moved. Start again from the list of procedures.', paused: 'Clock paused, waiting for the applicant', noDue: 'No due date yet',
};

export const textsOf = (language: Language): Texts => (language === 'en' ? en : vi);
export type PortalTexts = Texts;
